package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.trust.identity.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of a dataset's past.
@Controller
@RequestMapping("/datasets/{id}")
class VersionPages {
    private static final int LAST_PAGE = 10_000;

    private final Catalog catalog;
    private final DatasetHeads heads;
    private final ReadChanges readChanges;

    VersionPages(Catalog catalog, DatasetHeads heads, ReadChanges readChanges) {
        this.catalog = catalog;
        this.heads = heads;
        this.readChanges = readChanges;
    }

    @GetMapping("/versions")
    Page versions(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.VERSIONS);
        return Page.of(VersionPages.class, "versions")
                .with("head", head)
                .with(
                        "steps",
                        VersionStep.between(
                                catalog.versions(viewer, head.dataset()),
                                version -> heads.visible(viewer, head.dataset(), version, words)));
    }

    /// The rows that two versions do not share.
    @GetMapping("/changes")
    Page changes(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "1") String page,
            Words words) {
        DatasetHead head = heads.head(viewer, id, "", words, Tab.VERSIONS);
        int number = page.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1;
        return Page.of(VersionPages.class, "changes")
                .with("head", head)
                .with("changes", readChanges.read(viewer, head, from.strip(), to.strip(), only, number, words));
    }
}
