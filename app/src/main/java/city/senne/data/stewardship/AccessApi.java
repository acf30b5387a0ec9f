package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Table;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells programs what somebody sees of a dataset, and why: about themselves, and about others those who answer for it.
@RestController
class AccessApi {
    private final Catalog catalog;
    private final Access access;
    private final People people;
    private final WhoSees whoSees;

    AccessApi(Catalog catalog, Access access, People people, WhoSees whoSees) {
        this.catalog = catalog;
        this.access = access;
        this.people = people;
        this.whoSees = whoSees;
    }

    /// @param permitted whether anything is seen of the data
    /// @param reason such as `open-data`, `permitted`, `restricted`
    /// @param everything whether all fields and rows are seen
    /// @param fields that are seen, by their names
    /// @param rules that were counted, as far as the asker may know them
    record Told(
            String dataset,
            boolean permitted,
            String reason,
            boolean everything,
            List<String> fields,
            List<ToldRule> rules) {}

    /// @param fields null for all
    /// @param rows the condition; null for all, or where the asker does not see what it names
    record ToldRule(
            String effect,
            @Nullable List<String> fields,
            @Nullable String rows,
            String purpose,
            String reason,
            Instant from,
            @Nullable Instant until) {
        static ToldRule of(RulePart part) {
            var rule = part.rule();
            return new ToldRule(
                    rule.effect().apiName(),
                    part.fields(),
                    part.rows(),
                    rule.purpose(),
                    rule.reason(),
                    rule.from(),
                    rule.until());
        }
    }

    /// @param as whom else it is about, as [Audiences] reads it; without, it is about whoever asks
    @GetMapping("/api/datasets/{id}/access")
    Told access(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String as,
            @RequestParam(name = "who", defaultValue = "") String login) {
        Dataset dataset = catalog.dataset(viewer, id);
        if (as.isBlank()) {
            List<Field> fields = seen(viewer, dataset);
            return told(
                    viewer,
                    dataset,
                    fields,
                    access.rules(viewer, dataset.subject()).stream()
                            .map(rule -> RulePart.told(rule, dataset, fields))
                            .toList());
        }
        access.require(viewer, Act.SHARE, dataset.subject());
        Viewer other = Audiences.parse(as, login, people)
                .flatMap(whoSees::viewer)
                .orElseThrow(() -> Problem.invalid("onlooker-unknown", login.isBlank() ? as : login));
        return told(
                other,
                dataset,
                seen(other, dataset),
                access.rules(other, dataset.subject()).stream()
                        .map(rule -> RulePart.of(rule, dataset))
                        .toList());
    }

    private List<Field> seen(Viewer viewer, Dataset dataset) {
        Table table = dataset.table(dataset.current(), Locale.ENGLISH.getLanguage());
        return access.findView(viewer, dataset.subject(), table)
                .map(View::schema)
                .map(TableSchema::fields)
                .orElse(List.of());
    }

    private Told told(Viewer viewer, Dataset dataset, List<Field> fields, List<RulePart> parts) {
        Verdict verdict = access.decide(viewer, Act.READ, dataset.subject());
        return new Told(
                dataset.id().value(),
                verdict instanceof Verdict.Yes && !fields.isEmpty(),
                verdict.reason().apiName(),
                access.seesEverything(viewer, dataset.subject()),
                fields.stream().map(Field::name).toList(),
                parts.stream().map(ToldRule::of).toList());
    }
}
