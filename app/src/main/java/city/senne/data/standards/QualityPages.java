package city.senne.data.standards;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.stewardship.EditSheet;
import city.senne.data.stewardship.EditTabs;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// How the catalogue and each dataset score elsewhere, and what would raise it. The catalogue's page shows what any
/// other portal can count for itself.
@Controller
class QualityPages {
    private static final int LISTED = 50;

    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final MeasureCatalogue measureCatalogue;
    private final ToldPortal toldPortal;

    QualityPages(
            Catalog catalog, Access access, EditTabs tabs, MeasureCatalogue measureCatalogue, ToldPortal toldPortal) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.measureCatalogue = measureCatalogue;
        this.toldPortal = toldPortal;
    }

    @GetMapping("/metadata-quality")
    Page catalogue(Viewer viewer) {
        Score score = measureCatalogue.score(toldPortal.anywhere());
        Set<String> hers = score.datasets().stream()
                .limit(LISTED)
                .filter(each -> describes(viewer, each.dataset()))
                .map(Measured::id)
                .collect(Collectors.toUnmodifiableSet());
        return Page.of(QualityPages.class, "quality")
                .with("score", score)
                .with("lowest", score.datasets().stream().limit(LISTED).toList())
                .with("hers", hers);
    }

    @GetMapping("/datasets/{id}/edit/quality")
    Page dataset(Viewer viewer, @PathVariable String id, Words words) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        Measured measured = measureCatalogue
                .measure(viewer, dataset.id().value(), toldPortal.anywhere())
                .orElseThrow(Problem::notFound);
        return Page.of(QualityPages.class, "dataset-quality")
                .with("measured", measured)
                .with("crumbs", EditSheet.crumbs(dataset, words))
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.QUALITY, words));
    }

    private boolean describes(Viewer viewer, Dataset dataset) {
        return access.decide(viewer, Act.DESCRIBE, dataset.subject()) instanceof Verdict.Yes;
    }
}
