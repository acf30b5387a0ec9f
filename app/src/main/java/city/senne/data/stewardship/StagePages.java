package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.NoSuchDataset;
import city.senne.data.catalog.StageDataset;
import city.senne.data.usage.LimitCalls;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person makes a dataset public, limits its calls, takes it back, deletes it, and restores what was deleted.
@Controller
@RequestMapping("/datasets")
class StagePages {
    private static final Pattern LIMIT = Pattern.compile("[0-9]{0,9}|[0-9]{1,3}(?:[ \u00a0\u202f.,'’][0-9]{3}){1,2}");

    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final StageDataset stageDataset;
    private final LimitCalls limitCalls;

    StagePages(Catalog catalog, Access access, EditTabs tabs, StageDataset stageDataset, LimitCalls limitCalls) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.stageDataset = stageDataset;
        this.limitCalls = limitCalls;
    }

    @GetMapping("/{id}/edit/publication")
    Page publication(
            Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, dataset(viewer, id), words).with("saved", saved);
    }

    @PostMapping("/{id}/publish")
    Page publish(Viewer viewer, @PathVariable String id) {
        stageDataset.stage(viewer, dataset(viewer, id).id(), Stage.PUBLISHED);
        return Page.redirect("/datasets/" + id);
    }

    @PostMapping("/{id}/withdraw")
    Page withdraw(Viewer viewer, @PathVariable String id) {
        Dataset dataset = dataset(viewer, id);
        stageDataset.stage(viewer, dataset.id(), Stage.DRAFT);
        return Page.redirect("/datasets/" + id);
    }

    /// @param calls as people write numbers; nothing for no limit
    @PostMapping("/{id}/limit")
    Page limit(Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "") String calls, Words words) {
        Dataset dataset = dataset(viewer, id);
        if (!LIMIT.matcher(calls.strip()).matches()) {
            return page(viewer, dataset, words)
                    .with("calls", calls)
                    .with("callsError", words.of("stewardship.limit.wrong", words.number(LimitCalls.MOST)))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String digits = calls.replaceAll("[^0-9]", "");
        limitCalls.limit(viewer, dataset.id(), digits.isEmpty() ? 0 : Long.parseLong(digits));
        return Page.redirect("/datasets/" + dataset.id() + "/edit/publication?saved=true");
    }

    @PostMapping("/{id}/delete")
    Page delete(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Words words) {
        Dataset dataset = dataset(viewer, id);
        if (!confirmed) {
            return page(viewer, dataset, words)
                    .with("error", words.of("stewardship.delete.unconfirmed"))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stageDataset.stage(viewer, dataset.id(), Stage.DELETED);
        return Page.redirect("/datasets/deleted");
    }

    @GetMapping("/deleted")
    Page deleted(Viewer viewer) {
        return Page.of(StagePages.class, "deleted").with("deleted", catalog.listDeleted(viewer));
    }

    @PostMapping("/deleted/{id}/restore")
    Page restore(Viewer viewer, @PathVariable String id) {
        stageDataset.stage(viewer, parsed(id), Stage.DRAFT);
        return Page.redirect("/datasets/" + id);
    }

    private Dataset dataset(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.STAGE, dataset.subject());
        return dataset;
    }

    private static DatasetId parsed(String id) {
        return DatasetId.parse(id).orElseThrow(() -> new NoSuchDataset(id));
    }

    private Page.Template page(Viewer viewer, Dataset dataset, Words words) {
        long limit = limitCalls.limit(dataset.id().value());
        return Page.of(StagePages.class, "publication")
                .with("dataset", dataset)
                .with("calls", limit == 0 ? "" : Long.toString(limit))
                .with("crumbs", EditSheet.crumbs(dataset, words))
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.PUBLICATION, words));
    }
}
