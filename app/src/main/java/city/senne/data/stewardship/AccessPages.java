package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.GivenByAgreement;
import city.senne.data.catalog.NoSuchDataset;
import city.senne.data.catalog.RuleMistake;
import city.senne.data.catalog.ShareDataset;
import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Level;
import city.senne.trust.access.Table;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a steward says who else sees her dataset, and where anybody reads why she sees what she sees of it.
@Controller
@RequestMapping("/datasets/{id}")
class AccessPages {
    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final ShareDataset shareDataset;
    private final Organisations organisations;
    private final Groups groups;
    private final People people;
    private final WhoSees whoSees;

    AccessPages(
            Catalog catalog,
            Access access,
            EditTabs tabs,
            ShareDataset shareDataset,
            Organisations organisations,
            Groups groups,
            People people,
            WhoSees whoSees) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.shareDataset = shareDataset;
        this.organisations = organisations;
        this.groups = groups;
        this.people = people;
        this.whoSees = whoSees;
    }

    @GetMapping("/edit/access")
    Page page(Viewer viewer, @PathVariable String id, Words words) {
        return page(viewer, dataset(viewer, id), RuleForm.EMPTY, words);
    }

    @PostMapping("/edit/access/level")
    Page level(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam String level,
            @RequestParam(defaultValue = "") String organisation) {
        Dataset dataset = dataset(viewer, id);
        try {
            shareDataset.setLevel(viewer, dataset.id(), Level.of(level), organisation.isEmpty() ? null : organisation);
        } catch (GivenByAgreement e) {
            throw Problem.invalid("sharing-agreement-stays");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sharing-unknown");
        }
        return back(dataset);
    }

    @PostMapping("/edit/access/rules")
    Page add(Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent, Words words) {
        Dataset dataset = dataset(viewer, id);
        RuleForm form = RuleForm.of(sent);
        ShareDataset.Wanted wanted;
        try {
            wanted = form.wanted();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sharing-unknown");
        }
        Optional<RuleMistake> mistake = shareDataset.add(viewer, dataset.id(), wanted);
        if (mistake.isEmpty()) return back(dataset);
        return page(viewer, dataset, form.wrong(mistake.get()), words).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/edit/access/rules/{rule}/end")
    Page end(Viewer viewer, @PathVariable String id, @PathVariable UUID rule) {
        Dataset dataset = dataset(viewer, id);
        if (dataset.subject().rules().stream().anyMatch(each -> each.id().equals(rule) && each.agreement() != null)) {
            throw Problem.invalid("sharing-agreement");
        }
        shareDataset.end(viewer, dataset.id(), rule);
        return back(dataset);
    }

    /// Why the reader sees what she sees of the dataset, and why not more.
    ///
    /// @param as whom else she asks about, if she may, as [Audiences] reads it; blank for herself
    /// @param saying for what somebody else reads; she herself says it in a form
    @GetMapping("/access")
    Page why(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String as,
            @RequestParam(name = "who", defaultValue = "") String login,
            @RequestParam(defaultValue = "") String saying,
            Words words) {
        if (!as.isBlank()) return whyAs(viewer, dataset(viewer, id), as, login, Purpose.read(saying), words);
        Dataset dataset = catalog.dataset(viewer, id);
        Table table = dataset.table(dataset.current(), words.language().tag());
        View view = access.described(viewer, dataset.subject(), table);
        List<Field> fields = view.schema().fields();
        return why(viewer, dataset, fields, view.masks())
                .with("names", names(viewer, words))
                .with(
                        "parts",
                        access.rules(viewer, dataset.subject()).stream()
                                .map(rule -> RulePart.told(rule, dataset, fields))
                                .toList());
    }

    /// The same about somebody else; nothing is kept from whoever answers for the dataset.
    private Page whyAs(Viewer viewer, Dataset dataset, String as, String login, Purpose saying, Words words) {
        Audience audience = Audiences.parse(as, login, people).orElse(null);
        Viewer other = audience == null
                ? null
                : whoSees.eyes(viewer, dataset, audience, saying).orElse(null);
        if (audience == null || other == null) {
            return page(viewer, dataset, RuleForm.EMPTY, words)
                    .with("unknownOnlooker", login.isBlank() ? as : login)
                    .status(HttpStatus.NOT_FOUND);
        }
        Table table = dataset.table(dataset.current(), words.language().tag());
        Optional<View> view = access.findView(other, dataset.subject(), table);
        List<Field> fields = view.map(seen -> seen.schema().fields()).orElse(List.of());
        return why(other, dataset, fields, view.map(View::masks).orElse(Map.of()))
                .with("names", names(viewer, words))
                .with(
                        "parts",
                        access.rules(other, dataset.subject()).stream()
                                .map(rule -> RulePart.of(rule, dataset))
                                .toList())
                .with("as", names(viewer, words).of(audience))
                .with("asName", Audiences.name(audience))
                .with(
                        "rows",
                        whoSees.countRows(
                                viewer, other, dataset, words.language().locale()))
                .with("allRows", dataset.current().rows());
    }

    private Page.Template why(Viewer viewer, Dataset dataset, List<Field> fields, Map<String, Mask> masks) {
        return Page.of(AccessPages.class, "why")
                .with("dataset", dataset)
                .with("verdict", access.decide(viewer, Act.READ, dataset.subject()))
                .with("purposes", access.purposes(viewer, dataset.subject()))
                .with("everything", access.seesEverything(viewer, dataset.subject()))
                .with("fields", fields)
                .with("masks", masks);
    }

    private AudienceNames names(Viewer viewer, Words words) {
        return new AudienceNames(organisations.list(), groups.listKnown(viewer), people.names(), words);
    }

    /// Throws NoSuchDataset, and AccessRefused.
    private Dataset dataset(Viewer viewer, String id) {
        DatasetId parsed = DatasetId.parse(id).orElseThrow(() -> new NoSuchDataset(id));
        Dataset dataset = catalog.dataset(viewer, parsed.value());
        access.require(viewer, Act.SHARE, dataset.subject());
        return dataset;
    }

    private static Page back(Dataset dataset) {
        return Page.redirect("/datasets/" + dataset.id() + "/edit/access");
    }

    private Page.Template page(Viewer viewer, Dataset dataset, RuleForm form, Words words) {
        return Page.of(AccessPages.class, "access")
                .with("dataset", dataset)
                .with("form", form)
                .with(
                        "rules",
                        dataset.subject().rules().stream()
                                .map(rule -> RulePart.of(rule, dataset))
                                .toList())
                .with(
                        "fields",
                        dataset.fields(dataset.current(), words.language().tag())
                                .fields())
                .with("organisations", organisations.list())
                .with("groups", groups.listKnown(viewer))
                .with("names", names(viewer, words))
                .with("sights", whoSees.matrix(dataset, words.language().locale()))
                .with("mayMove", viewer.isAdministrator())
                .with("crumbs", EditSheet.crumbs(dataset, words))
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.ACCESS, words));
    }
}
