package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Description;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.catalog.StageDataset;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person describes a dataset and its fields. Nothing that she typed is lost, whatever is wrong with it and
/// whoever was quicker.
@Controller
@RequestMapping("/datasets/{id}/edit")
class EditPages {
    /// Web servers take so many inputs at once.
    static final int FIELDS_AT_ONCE = 25;

    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final DescribeDataset describeDataset;
    private final StageDataset stageDataset;
    private final ProposeDescription proposeDescription;
    private final Languages.Offer offer;

    EditPages(
            Catalog catalog,
            Access access,
            EditTabs tabs,
            DescribeDataset describeDataset,
            StageDataset stageDataset,
            ProposeDescription proposeDescription,
            Languages.Offer offer) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.describeDataset = describeDataset;
        this.stageDataset = stageDataset;
        this.proposeDescription = proposeDescription;
        this.offer = offer;
    }

    @GetMapping
    Page description(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean saved,
            @RequestParam(defaultValue = EditSheet.ALL) String shown,
            Words words) {
        Dataset dataset = dataset(viewer, id);
        ProposeDescription.Proposal proposal = proposeDescription.propose(viewer, dataset);
        Entries filled = DescriptionForm.filled(
                DescriptionForm.shown(proposal.description(), words.language(), offer.languages()));
        filled.put("shown", shown);
        return descriptionPage(viewer, EditSheet.of(dataset, filled, languages(dataset, words), words), words)
                .with("saved", saved)
                .with(
                        "source",
                        proposal.source()
                                .map(source -> source.title(words.language().tag()))
                                .orElse(""));
    }

    @PostMapping
    Page describe(Viewer viewer, @PathVariable String id, Words words, HttpServletRequest request) {
        Dataset dataset = dataset(viewer, id);
        Entries entries = Entries.of(request);
        Description said = DescriptionForm.read(entries, dataset.description(), words.language(), offer.languages());
        return switch (describeDataset.describe(viewer, dataset.id(), entries.revision(), said)) {
            case DescribeDataset.Outcome.Described _ -> described(viewer, dataset, entries);
            case DescribeDataset.Outcome.Wrong wrong ->
                descriptionPage(
                                viewer,
                                EditSheet.of(dataset, entries, languages(dataset, words), words)
                                        .wrong(wrong.mistakes(), words),
                                words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case DescribeDataset.Outcome.Outdated outdated ->
                descriptionPage(
                                viewer,
                                EditSheet.of(outdated.now(), entries, languages(outdated.now(), words), words)
                                        .besides(DescriptionForm.filled(shown(outdated.now(), words))),
                                words)
                        .status(HttpStatus.CONFLICT);
        };
    }

    /// Back to the form, in the language that was in sight; or to the page of what is public now.
    private Page described(Viewer viewer, Dataset dataset, Entries entries) {
        String path = "/datasets/" + dataset.id();
        if (!entries.text("then").equals("publish")) {
            return Page.redirect(path + "/edit?saved=true" + shown(entries));
        }
        stageDataset.stage(viewer, dataset.id(), Stage.PUBLISHED);
        return Page.redirect(path);
    }

    private static String shown(Entries entries) {
        String shown = entries.text("shown");
        return shown.matches("[a-z]{2,3}") ? "&shown=" + shown : "";
    }

    @GetMapping("/fields")
    Page fields(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "false") boolean saved,
            @RequestParam(defaultValue = "") String shown,
            Words words) {
        Dataset dataset = dataset(viewer, id);
        Entries filled = FieldsForm.filled(fields(dataset, words), dataset.description());
        filled.put("shown", shown);
        return fieldsPage(viewer, EditSheet.of(dataset, filled, FieldsForm.languages(dataset), words), page, words)
                .with("saved", saved);
    }

    @PostMapping("/fields")
    Page describeFields(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "1") int page,
            Words words,
            HttpServletRequest request) {
        Dataset dataset = dataset(viewer, id);
        Entries entries = Entries.of(request);
        // A version that landed meanwhile may have other fields on this page: only those that were shown are meant.
        List<Field> shown = fields(dataset, words).stream()
                .filter(field -> entries.isTicked("fields." + field.name() + ".unit"))
                .toList();
        Description said = FieldsForm.read(entries, shown, dataset.description());
        return switch (describeDataset.describe(viewer, dataset.id(), entries.revision(), said)) {
            case DescribeDataset.Outcome.Described _ ->
                Page.redirect("/datasets/" + dataset.id() + "/edit/fields?saved=true&page=" + page + shown(entries));
            case DescribeDataset.Outcome.Wrong wrong ->
                fieldsPage(
                                viewer,
                                EditSheet.of(dataset, entries, FieldsForm.languages(dataset), words)
                                        .wrong(wrong.mistakes(), words),
                                page,
                                words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case DescribeDataset.Outcome.Outdated outdated ->
                fieldsPage(
                                viewer,
                                EditSheet.of(outdated.now(), entries, FieldsForm.languages(outdated.now()), words)
                                        .besides(FieldsForm.filled(
                                                shown, outdated.now().description())),
                                page,
                                words)
                        .status(HttpStatus.CONFLICT);
        };
    }

    /// The page on which a column's field is described, counted from 1.
    static int pageOf(Dataset dataset, String column) {
        List<String> columns =
                dataset.current().schema().fields().stream().map(Field::name).toList();
        return Math.max(0, columns.indexOf(column)) / FIELDS_AT_ONCE + 1;
    }

    /// Throws NoSuchDataset, and AccessRefused.
    private Dataset dataset(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        return dataset;
    }

    /// As they were delivered.
    private static List<Field> fields(Dataset dataset, Words words) {
        return dataset.current().fields(words.language().tag()).fields();
    }

    private Description shown(Dataset dataset, Words words) {
        return DescriptionForm.shown(dataset.description(), words.language(), offer.languages());
    }

    private List<String> languages(Dataset dataset, Words words) {
        return DescriptionForm.languages(shown(dataset, words));
    }

    private Page.Template descriptionPage(Viewer viewer, EditSheet sheet, Words words) {
        Dataset dataset = sheet.dataset();
        return Page.of(EditPages.class, "edit")
                .with("sheet", sheet)
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.DESCRIPTION, words))
                .with("themes", DescriptionForm.themes(dataset.description()))
                .with(
                        "publish",
                        dataset.stage() == Stage.DRAFT
                                && access.decide(viewer, Act.STAGE, dataset.subject()) instanceof Verdict.Yes);
    }

    private Page.Template fieldsPage(Viewer viewer, EditSheet sheet, int page, Words words) {
        List<Field> all = fields(sheet.dataset(), words);
        int pages = Math.max(1, (all.size() + FIELDS_AT_ONCE - 1) / FIELDS_AT_ONCE);
        int shown = Math.clamp(page, 1, pages);
        return Page.of(EditPages.class, "edit-fields")
                .with("sheet", sheet)
                .with("tabs", tabs.list(viewer, sheet.dataset(), EditTabs.Tab.FIELDS, words))
                .with(
                        "fields",
                        all.stream()
                                .skip((shown - 1L) * FIELDS_AT_ONCE)
                                .limit(FIELDS_AT_ONCE)
                                .toList())
                .with("page", shown)
                .with("pages", pages);
    }
}
