package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.catalog.RenameField;
import city.senne.data.usage.ReadFieldUse;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where a person gives a field another name, and first sees what depends on the one it has.
@Controller
@RequestMapping("/datasets/{id}/edit/fields/{column}/name")
class RenamePages {
    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final RenameField renameField;
    private final ReadFieldUse readFieldUse;

    RenamePages(Catalog catalog, Access access, EditTabs tabs, RenameField renameField, ReadFieldUse readFieldUse) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.renameField = renameField;
        this.readFieldUse = readFieldUse;
    }

    @GetMapping
    Page name(Viewer viewer, @PathVariable String id, @PathVariable String column, Words words) {
        Dataset dataset = dataset(viewer, id);
        Entries filled = new Entries();
        filled.put("name", field(dataset, column).name());
        return page(viewer, EditSheet.of(dataset, filled, List.of(), words), column, words);
    }

    @PostMapping
    Page rename(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String column,
            Words words,
            HttpServletRequest request) {
        Dataset dataset = dataset(viewer, id);
        Field field = field(dataset, column);
        Entries entries = Entries.of(request);
        EditSheet sheet = EditSheet.of(dataset, entries, List.of(), words);
        String name = entries.line("name");
        if (name.equals(field.name())) {
            return page(viewer, sheet.wrong("name", words.of("stewardship.rename.same")), column, words)
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (renameField.rename(viewer, dataset, entries.revision(), column, name)) {
            case DescribeDataset.Outcome.Described _ ->
                Page.redirect("/datasets/" + dataset.id() + "/edit/fields?saved=true&page="
                        + EditPages.pageOf(dataset, column));
            case DescribeDataset.Outcome.Wrong wrong ->
                page(viewer, sheet.wrong(wrong.mistakes(), words), column, words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case DescribeDataset.Outcome.Outdated outdated -> {
                Entries kept = new Entries();
                kept.put("name", field(outdated.now(), column).name());
                yield page(
                                viewer,
                                EditSheet.of(outdated.now(), entries, List.of(), words)
                                        .besides(kept),
                                column,
                                words)
                        .status(HttpStatus.CONFLICT);
            }
        };
    }

    private Page.Template page(Viewer viewer, EditSheet sheet, String column, Words words) {
        return Page.of(RenamePages.class, "rename")
                .with("sheet", sheet)
                .with("tabs", tabs.list(viewer, sheet.dataset(), EditTabs.Tab.FIELDS, words))
                .with("column", column)
                .with("field", field(sheet.dataset(), column))
                .with("uses", readFieldUse.read(sheet.dataset()))
                .with("lastDay", renameField.lastDay());
    }

    /// Throws NoSuchDataset, and AccessRefused.
    private Dataset dataset(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        return dataset;
    }

    private static Field field(Dataset dataset, String column) {
        return dataset.findField(column).orElseThrow(Problem::notFound);
    }
}
