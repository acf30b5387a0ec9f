package city.senne.trust.journal;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.identity.Viewer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// Notes what is read of data that are not open to everybody: each read is told in the journal before the first byte of
/// its answer leaves, and when it cannot be told nothing leaves. See [TellReads].
@Component
public class Reads {
    /// For what she reads, in words of her own: they may name people.
    static final String SAID = "said";

    private final Access access;
    private final TellTogether tellTogether;

    Reads(Access access, TellTogether tellTogether) {
        this.access = access;
        this.tellTogether = tellTogether;
    }

    /// A viewer who may see these fields of a version is about to. What is open to everybody is not noted.
    ///
    /// @param version its number
    /// @param fields by their names, those that she may see of it
    /// @param isStillHers whether she may still see the same; as soon as not, a long answer is broken off
    public void note(
            Viewer viewer,
            Subject subject,
            int version,
            Supplier<? extends Collection<String>> fields,
            BooleanSupplier isStillHers) {
        if (subject.stage() == Stage.PUBLISHED && subject.isOpen()) return;
        Entry entry = Entry.of(viewer, Kind.DATA_READ)
                .about(subject.dataset())
                .with("version", version)
                .withInFull("fields", String.join(", ", fields.get()))
                .with(
                        "because",
                        access.decide(viewer, Act.READ, subject).reason().apiName());
        List<Rule> rules = access.rules(viewer, subject).stream()
                .filter(rule -> rule.effect() == Rule.Effect.PERMIT)
                .toList();
        String purposes = rules.stream()
                .map(Rule::purpose)
                .filter(purpose -> !purpose.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!purposes.isEmpty()) entry = entry.with("purpose", purposes);
        if (viewer.purpose().isSaid())
            entry = entry.withPersonal(SAID, viewer.purpose().text());
        entry = letIn(entry, "rules", rules, rule -> rule.agreement() == null ? rule.id() : null);
        entry = letIn(entry, "agreements", rules, Rule::agreement);
        Optional<RequestReads> request = ofThisRequest();
        if (request.isPresent()) request.get().note(entry, isStillHers);
        else tellTogether.tell(List.of(entry));
    }

    /// Which rules let her in, as far as any did.
    private static Entry letIn(Entry entry, String name, List<Rule> rules, Function<Rule, @Nullable Object> which) {
        String named = rules.stream()
                .map(which)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? entry : entry.with(name, named);
    }

    /// Whether the request under way reads anything that is not open to everybody.
    public static boolean areNoted() {
        return ofThisRequest().filter(RequestReads::areNoted).isPresent();
    }

    /// The answer is a piece of a picture that is fetched in many pieces: the journal tells of the first of them, and
    /// for some minutes of no other that the same viewer reads of the same version.
    public static void areOfOnePicture() {
        ofThisRequest().ifPresent(RequestReads::areOfOnePicture);
    }

    /// The refusal that is about to leave says how much there is of what was asked for: that is told too.
    public static void areOfTellingRefusal() {
        ofThisRequest().ifPresent(RequestReads::areOfTellingRefusal);
    }

    /// The answer under way is an error, though its status in HTTP does not say so: it is told as other errors are.
    public static void areRefused() {
        ofThisRequest().ifPresent(RequestReads::areRefused);
    }

    /// What the request under way asks with its body, beside its address: a question that is posted is told like any
    /// other.
    ///
    /// @param question its parameters by their names, without what opens doors
    public static void areAskedFor(SortedMap<String, String> question) {
        ofThisRequest().ifPresent(request -> request.areAskedFor(question));
    }

    /// To be run for each row that the request under way reads; does nothing outside of one.
    public static Runnable rowCounter() {
        return ofThisRequest().map(RequestReads::rowCounter).orElse(() -> {});
    }

    private static Optional<RequestReads> ofThisRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? Optional.empty() : RequestReads.of(request);
    }
}
