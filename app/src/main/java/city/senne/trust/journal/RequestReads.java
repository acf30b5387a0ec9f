package city.senne.trust.journal;

import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.springframework.web.context.request.RequestAttributes;

/// What one request reads. For its own thread.
final class RequestReads {
    private static final long WATCHED_EVERY = Duration.ofMillis(500).toNanos();
    static final String ATTRIBUTE = RequestReads.class.getName();

    private final Map<Object, Entry> noted = new LinkedHashMap<>();
    private final List<Entry> untold = new ArrayList<>();
    private final List<Entry> told = new ArrayList<>();
    private final List<BooleanSupplier> watched = new ArrayList<>();
    private long watchedAt = System.nanoTime();
    private SortedMap<String, String> posted = Collections.emptySortedMap();
    private boolean isPiece;
    private boolean isToldInRefusal;
    private boolean isRefused;
    private boolean areCounted;
    private long rows;
    private long toldRows;

    static Optional<RequestReads> of(RequestAttributes request) {
        return Optional.ofNullable((RequestReads) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
    }

    void note(Entry entry, BooleanSupplier isStillHers) {
        if (noted.putIfAbsent(List.of(String.valueOf(entry.dataset()), entry.details()), entry) == null) {
            untold.add(entry);
            watched.add(isStillHers);
        }
    }

    void areAskedFor(SortedMap<String, String> question) {
        posted = question;
    }

    /// What was asked beside the address, by the names of the parameters.
    SortedMap<String, String> posted() {
        return posted;
    }

    boolean areNoted() {
        return !noted.isEmpty();
    }

    void areOfOnePicture() {
        isPiece = true;
    }

    boolean arePieces() {
        return isPiece;
    }

    void areOfTellingRefusal() {
        isToldInRefusal = true;
    }

    void areRefused() {
        isRefused = true;
    }

    /// Whether an answer of this status tells what was read for it.
    boolean areToldWith(int status) {
        return isToldInRefusal || (!isRefused && status < HttpServletResponse.SC_BAD_REQUEST);
    }

    boolean areToldInRefusal() {
        return isToldInRefusal;
    }

    /// To be run for each row. What is written into a file first, or summed up, is told without a number of rows.
    Runnable rowCounter() {
        areCounted = true;
        return () -> rows++;
    }

    /// What is yet to be told, with the number of rows that were read until now; afterwards it counts as told.
    ///
    /// @param address that was asked, without its parameters
    /// @param question its parameters
    List<Entry> takeUntold(String address, String question) {
        List<Entry> entries = untold.stream()
                .map(entry -> asked(entry, address, question))
                .map(entry -> isPiece || !areCounted ? entry : entry.with("rows", rows))
                .toList();
        untold.clear();
        told.addAll(entries);
        toldRows = rows;
        return entries;
    }

    /// What is to be told when more was read than was told before the answer began to leave.
    List<Entry> takeRest() {
        if (isPiece || rows == toldRows) return List.of();
        toldRows = rows;
        return told.stream()
                .map(entry -> new Entry(
                        Kind.DATA_READ_TO_THE_END, entry.actor(), entry.dataset(), entry.details(), entry.personal()))
                .map(entry -> entry.with("rows", rows))
                .toList();
    }

    /// Throws AccessRefused when meanwhile the viewer may not see any more what she is reading. Looks twice a second.
    void requireStillHers() {
        long now = System.nanoTime();
        if (watched.isEmpty() || now - watchedAt < WATCHED_EVERY) return;
        if (!watched.stream().allMatch(BooleanSupplier::getAsBoolean)) {
            throw new AccessRefused(Verdict.Reason.DENIED);
        }
        watchedAt = System.nanoTime();
    }

    boolean areUntold() {
        return !untold.isEmpty();
    }

    private static Entry asked(Entry entry, String address, String question) {
        Entry asked = entry.with("address", address);
        return question.isEmpty() ? asked : asked.withPersonalInFull("question", question);
    }
}
