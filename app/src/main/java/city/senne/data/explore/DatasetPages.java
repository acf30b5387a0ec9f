package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of one dataset. `?as_of=` (a version, a date, an instant) shows an older version on each of them.
@Controller
@RequestMapping("/datasets/{id}")
class DatasetPages {
    private static final int ROWS_SHOWN = 50;

    private final Catalog catalog;
    private final Access access;
    private final FirstRows firstRows;

    DatasetPages(Catalog catalog, Access access, FirstRows firstRows) {
        this.catalog = catalog;
        this.access = access;
        this.firstRows = firstRows;
    }

    @GetMapping
    Page information(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = head(viewer, id, asOf, words, Tab.INFORMATION);
        String text = head.dataset().description().text().in(words.language().tag());
        return Page.of(DatasetPages.class, "information").with("head", head).with("text", Prose.html(text));
    }

    @GetMapping("/table")
    Page table(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletResponse response) {
        DatasetHead head = head(viewer, id, asOf, words, Tab.TABLE);
        FirstRows.Shown shown = firstRows.read(viewer, head.dataset(), head.version(), ROWS_SHOWN, words);
        response.setHeader("Server-Timing", shown.timing());
        return Page.of(DatasetPages.class, "rows").with("head", head).with("shown", shown);
    }

    @GetMapping("/versions")
    Page versions(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = head(viewer, id, asOf, words, Tab.VERSIONS);
        return Page.of(DatasetPages.class, "versions")
                .with("head", head)
                .with(
                        "steps",
                        VersionStep.between(
                                catalog.versions(viewer, head.dataset()),
                                version -> visible(viewer, head.dataset(), version, words)));
    }

    @GetMapping("/export")
    Page export(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        return Page.of(DatasetPages.class, "export").with("head", head(viewer, id, asOf, words, Tab.EXPORT));
    }

    @GetMapping("/api")
    Page api(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = head(viewer, id, asOf, words, Tab.API);
        return Page.of(DatasetPages.class, "api").with("head", head).with("examples", ApiExample.of(head));
    }

    private DatasetHead head(Viewer viewer, String id, String asOf, Words words, Tab tab) {
        Dataset dataset = catalog.dataset(viewer, id);
        Version version = asOf.isBlank() ? dataset.current() : catalog.version(viewer, dataset, asOf);
        return new DatasetHead(
                dataset,
                version,
                visible(viewer, dataset, version, words).fields(),
                tab,
                may(viewer, Act.PUBLISH, dataset),
                may(viewer, Act.SEE_DELIVERIES, dataset),
                may(viewer, Act.DESCRIBE, dataset));
    }

    private TableSchema visible(Viewer viewer, Dataset dataset, Version version, Words words) {
        return access.view(
                        viewer,
                        dataset.subject(),
                        dataset.fields(version, words.language().tag()))
                .schema();
    }

    private boolean may(Viewer viewer, Act act, Dataset dataset) {
        return access.decide(viewer, act, dataset.subject()) instanceof Verdict.Yes;
    }
}
