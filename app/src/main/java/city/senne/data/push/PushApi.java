package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.PushKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The door through which programs add rows to a dataset, and remove them. The name of the resource is whatever the
/// sender calls it.
@RestController
class PushApi {
    static final String KEYS = "/api/push-keys";
    private static final String PATH = "/api/push/1.0/{dataset}/{resource}/push";

    private final Pushes pushes;
    private final ReadPush readPush;
    private final CreatePushKey createPushKey;
    private final Catalog catalog;
    private final Access access;
    private final Onlookers onlookers;
    private final PushSettings settings;
    private final Clock clock;

    PushApi(
            Pushes pushes,
            ReadPush readPush,
            CreatePushKey createPushKey,
            Catalog catalog,
            Access access,
            Onlookers onlookers,
            PushSettings settings,
            Clock clock) {
        this.pushes = pushes;
        this.readPush = readPush;
        this.createPushKey = createPushKey;
        this.catalog = catalog;
        this.access = access;
        this.onlookers = onlookers;
        this.settings = settings;
        this.clock = clock;
    }

    /// What is answered with OK survives a power cut.
    @PostMapping({PATH, PATH + "/"})
    ResponseEntity<?> push(@PathVariable String dataset, Viewer viewer, Words words, HttpServletRequest request)
            throws IOException {
        return take(dataset, false, viewer, words, request);
    }

    /// Takes the rows out again that have the keys of those in the body; a key that no row has is no mistake.
    @PostMapping({PATH + "/delete", PATH + "/delete/"})
    ResponseEntity<?> remove(@PathVariable String dataset, Viewer viewer, Words words, HttpServletRequest request)
            throws IOException {
        return take(dataset, true, viewer, words, request);
    }

    private ResponseEntity<?> take(
            String dataset, boolean removes, Viewer viewer, Words words, HttpServletRequest request)
            throws IOException {
        if (viewer instanceof Viewer.Pusher pusher) {
            if (!pusher.dataset().equals(dataset)) throw Problem.forbidden("push-key-other", pusher.dataset());
            if (!mayMaker(pusher)) throw Problem.forbidden("push-key-orphaned");
        }
        access.require(viewer, Act.PUBLISH, subject(dataset));
        Dataset known = catalog.dataset(new Viewer.Operator(), dataset);
        if (removes && known.current().schema().key().isEmpty()) throw Problem.invalid("push-no-key");
        ReadPush.Read read = readPush.read(known, body(request), words);
        if (!read.wrong().isEmpty()) return refused(read, words);
        if (!read.json().isEmpty()) pushes.add(known.id(), viewer.name(), read.json(), removes, clock.instant());
        return ResponseEntity.ok(Map.of("status", "OK"));
    }

    /// Whether whoever made the key may deliver by now: it does not outlive her role.
    private boolean mayMaker(Viewer.Pusher pusher) {
        UUID maker = pusher.maker();
        return maker == null
                || onlookers
                        .person(maker)
                        .filter(person ->
                                access.decide(person, Act.PUBLISH, subject(pusher.dataset())) instanceof Verdict.Yes)
                        .isPresent();
    }

    private Subject subject(String dataset) {
        return DatasetId.parse(dataset).map(catalog::subject).orElseGet(() -> Subject.draft(dataset));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int most = (int) settings.maxSize().toBytes();
        boolean isAnnouncedLarger = request.getContentLengthLong() > most;
        byte[] body = isAnnouncedLarger ? new byte[0] : request.getInputStream().readNBytes(most + 1);
        if (isAnnouncedLarger || body.length > most) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "push-too-large",
                    settings.maxSize().toMegabytes());
        }
        return body;
    }

    private static ResponseEntity<ProblemDetail> refused(ReadPush.Read read, Words words) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, words.of("push.rows-wrong", read.wrong().size()));
        problem.setProperties(
                Map.of("code", "push-rows-wrong", "hint", words.of("push.rows-wrong.hint"), "errors", read.wrong()));
        return ResponseEntity.badRequest().body(problem);
    }

    record NewKey(String dataset, String name) {}

    record Key(String dataset, String name, String key) {}

    @PostMapping(KEYS)
    @ResponseStatus(HttpStatus.CREATED)
    Key create(Viewer viewer, @RequestBody NewKey wanted) {
        return createPushKey
                .create(viewer, wanted.dataset(), wanted.name())
                .map(key -> new Key(wanted.dataset(), key.name(), key.text()))
                .orElseThrow(() -> Problem.invalid("key-name-needed", PushKeys.LONGEST_NAME));
    }
}
