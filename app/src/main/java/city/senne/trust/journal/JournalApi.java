package city.senne.trust.journal;

import city.senne.engine.merkle.Hash;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The journal for programs. Heads, and proofs that one begins with another, are for everybody: they tell nothing but
/// hashes, and the more keep them the better.
@RestController
class JournalApi {
    static final String ERASURES = "/api/journal/erasures";
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final ReadJournal readJournal;
    private final JournalRows rows;
    private final SignHeads signHeads;
    private final ErasePersonalData erasePersonalData;

    JournalApi(ReadJournal readJournal, JournalRows rows, SignHeads signHeads, ErasePersonalData erasePersonalData) {
        this.readJournal = readJournal;
        this.rows = rows;
        this.signHeads = signHeads;
        this.erasePersonalData = erasePersonalData;
    }

    record Consistency(long from, long to, String fromRoot, String toRoot, List<String> proof) {}

    record Inclusion(long entry, long size, String canonical, String leaf, String root, List<String> proof) {}

    record Erasure(@Nullable String person) {}

    record Erased(int entries) {}

    /// The newest signed head.
    @GetMapping("/api/journal/head")
    JsonNode head() throws IOException {
        return JsonMapper.shared().readTree(signHeads.newest().line());
    }

    @GetMapping("/api/journal/proof/consistency")
    Consistency consistency(@RequestParam String from, @RequestParam String to) {
        long later = size(to);
        long earlier = number(from);
        if (earlier < 1 || earlier > later) throw Problem.invalid("journal-size-unknown", from, later);
        return new Consistency(
                earlier,
                later,
                rows.tree(earlier).root().toString(),
                rows.tree(later).root().toString(),
                texts(rows.tree(later).consistencyProof(earlier)));
    }

    /// Throws AccessRefused, as those below.
    @GetMapping("/api/journal/proof/inclusion")
    Inclusion inclusion(Viewer viewer, @RequestParam String entry, @RequestParam String size) {
        long treeSize = size(size);
        long place = number(entry);
        KeptEntry kept = readJournal
                .find(viewer, place)
                .filter(_ -> place < treeSize)
                .orElseThrow(() -> Problem.notFound("journal-entry-unknown", entry, treeSize));
        return new Inclusion(
                place,
                treeSize,
                kept.canonical(),
                kept.leaf().toString(),
                rows.tree(treeSize).root().toString(),
                texts(rows.tree(treeSize).inclusionProof(place)));
    }

    /// The newest first; days are those of UTC.
    @GetMapping("/api/journal/entries")
    List<JsonNode> entries(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        EntryFilter filter = EntryFilter.of(person, dataset, kind, from, until, before);
        filter.findWrongDay().ifPresent(wrong -> {
            throw Problem.invalid("journal-day-unknown", wrong);
        });
        int most = limit == null ? USUAL_LIMIT : (int) Math.clamp(number(limit), 1, LARGEST_LIMIT);
        return readJournal.list(viewer, filter, ZoneOffset.UTC, most).stream()
                .<JsonNode>map(EntryFiles::json)
                .toList();
    }

    @PostMapping(ERASURES)
    Erased erase(Viewer viewer, @RequestBody Erasure wanted) {
        String person = wanted.person() == null ? "" : wanted.person().strip();
        if (person.isEmpty()) throw Problem.invalid("journal-person-needed");
        return new Erased(erasePersonalData.erase(viewer, person));
    }

    private long size(String text) {
        long size = number(text);
        long largest = rows.tree().size();
        if (size < 1 || size > largest) throw Problem.invalid("journal-size-unknown", text, largest);
        return size;
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) throw Problem.invalid("journal-number-needed", text);
        return Long.parseLong(text);
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }
}
