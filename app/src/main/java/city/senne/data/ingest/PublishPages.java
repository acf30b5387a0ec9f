package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.UpdateMode;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Where a person hands in a file: a new dataset, or the next version of one.
@Controller
class PublishPages {
    /// A small file has landed by then: its page need not be shown twice.
    private static final Duration READ_AT_ONCE = Duration.ofSeconds(2);

    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final DeliveryQueue queue;
    private final Catalog catalog;
    private final IngestSettings settings;
    private final Access access;
    private final Organisations organisations;

    PublishPages(
            ReceiveDelivery receiveDelivery,
            DeliveryDesk desk,
            DeliveryQueue queue,
            Catalog catalog,
            IngestSettings settings,
            Access access,
            Organisations organisations) {
        this.access = access;
        this.organisations = organisations;
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.queue = queue;
        this.catalog = catalog;
        this.settings = settings;
    }

    @GetMapping("/publish")
    Page ask(Viewer viewer, @RequestParam(defaultValue = "") String dataset) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        boolean createsNone = dataset.isEmpty() && access.createsFor(viewer).isEmpty();
        if (createsNone) access.require(viewer, Act.PUBLISH, dataset);
        return page(viewer, PublishForm.of(dataset), "");
    }

    @PostMapping("/publish")
    Page publish(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String dataset,
            @RequestParam(defaultValue = "replace") String update,
            @RequestParam(defaultValue = "") String keyFields,
            @RequestParam(defaultValue = "false") boolean draft,
            @RequestParam(defaultValue = "") String organisation,
            Words words)
            throws IOException, InterruptedException {
        PublishForm form = new PublishForm(
                url.strip(), title.strip(), dataset.strip(), update, keyFields.strip(), draft, organisation);
        try {
            Delivery delivery = deliver(viewer, file, form, instructions(form, words));
            queue.call();
            Delivery _ = desk.await(viewer, delivery, READ_AT_ONCE);
            return Page.redirect("/deliveries/" + delivery.id());
        } catch (WrongChoice wrong) {
            return wrong(viewer, form, words.of(wrong.word(), wrong.value()));
        } catch (UnreadableDelivery refused) {
            return wrong(viewer, form, refused.reason().text(words.language().locale()));
        }
    }

    private Delivery deliver(Viewer viewer, @Nullable MultipartFile file, PublishForm form, Instructions given)
            throws IOException {
        String name = file == null
                ? ""
                : Optional.ofNullable(file.getOriginalFilename()).orElse("");
        if (file != null && !name.isEmpty()) {
            try (InputStream content = file.getInputStream()) {
                return receiveDelivery.receive(
                        viewer, new ReceiveDelivery.Incoming(name, null, file.getSize(), content), given);
            }
        }
        if (form.url().isEmpty()) throw new WrongChoice("ingest.wrong.no-file", "");
        return receiveDelivery.order(viewer, form.url(), given);
    }

    private static Instructions instructions(PublishForm form, Words words) {
        UpdateMode update;
        try {
            update = UpdateMode.ofFile(form.update());
        } catch (IllegalArgumentException e) {
            throw new WrongChoice("ingest.wrong.update", form.update());
        }
        List<String> keyFields = Arrays.stream(form.keyFields().split("[,;]", -1))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        if (update == UpdateMode.UPSERT && keyFields.isEmpty()) throw new WrongChoice("ingest.wrong.no-key", "");
        DatasetId id = form.dataset().isEmpty()
                ? null
                : DatasetId.parse(form.dataset())
                        .orElseThrow(() -> new WrongChoice("ingest.wrong.dataset", form.dataset()));
        return new Instructions(
                id,
                About.titled(
                                form.title().isEmpty()
                                        ? null
                                        : new Translated(Map.of(words.language().tag(), form.title())))
                        .of(form.organisation().isEmpty() ? null : form.organisation()),
                update,
                keyFields.isEmpty() ? null : keyFields,
                null,
                ReadingOptions.NONE,
                Map.of(),
                Set.of(),
                form.draft() ? true : null);
    }

    private Page wrong(Viewer viewer, PublishForm form, String error) {
        return page(viewer, form, error).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<Organisation> offered(Viewer viewer) {
        Set<String> offered = access.createsFor(viewer);
        return organisations.list().stream()
                .filter(each -> viewer.isAdministrator() || offered.contains(each.id()))
                .toList();
    }

    /// For any of the organisations that are offered: what she may not make public stays a draft in any case.
    private boolean mayStage(Viewer viewer) {
        return viewer.isAdministrator()
                || access.createsFor(viewer).stream()
                        .anyMatch(each ->
                                access.decide(viewer, Act.STAGE, Subject.draft("", each)) instanceof Verdict.Yes);
    }

    private Page.Template page(Viewer viewer, PublishForm form, String error) {
        Optional<Dataset> dataset = form.dataset().isEmpty() ? Optional.empty() : catalog.find(viewer, form.dataset());
        return Page.of(PublishPages.class, "publish")
                .with("form", form)
                .with("error", error)
                .with("dataset", dataset)
                .with("organisations", offered(viewer))
                .with("isAdministrator", viewer.isAdministrator())
                .with("mayStage", mayStage(viewer))
                .with("largest", settings.maxFileSize().toBytes());
    }
}
