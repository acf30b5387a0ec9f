package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.engine.odsql.Grain;
import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Table;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells programs what somebody sees of a dataset, and why: about themselves, and about others those who answer
/// for it.
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
    /// @param grains how exactly fields are seen that are not seen as they are in all rows: each of the ways, the
    ///     clearest first
    /// @param rules that were counted, as far as the asker may know them
    /// @param purpose for what she reads, as she says it; empty when she says nothing
    /// @param purposes that she may say to be let in to more
    record Told(
            String dataset,
            boolean permitted,
            String reason,
            boolean everything,
            List<String> fields,
            Map<String, List<String>> grains,
            List<ToldRule> rules,
            String purpose,
            List<String> purposes) {}

    /// @param audience whom it is about, as [Audiences] names it
    /// @param fields null for all
    /// @param grains how exactly fields are seen that are not seen as they are
    /// @param rows the condition; null for all, or where the asker does not see what it names
    record ToldRule(
            String effect,
            String audience,
            @Nullable List<String> fields,
            Map<String, String> grains,
            @Nullable String rows,
            String purpose,
            @JsonProperty("demands_purpose") boolean demandsPurpose,
            String reason,
            Instant from,
            @Nullable Instant until) {
        static ToldRule of(RulePart part) {
            Rule rule = part.rule();
            Map<String, String> grains = new LinkedHashMap<>();
            part.grains().forEach((field, grain) -> grains.put(field, grain.spelling()));
            return new ToldRule(
                    rule.effect().apiName(),
                    Audiences.name(rule.audience()),
                    part.fields(),
                    grains,
                    part.rows(),
                    rule.purpose(),
                    rule.demandsPurpose(),
                    rule.reason(),
                    rule.from(),
                    rule.until());
        }
    }

    /// @param as whom else it is about, as [Audiences] reads it; without, it is about whoever asks
    /// @param saying for what somebody else reads; whoever asks says her own as with any question
    @GetMapping("/api/datasets/{id}/access")
    Told access(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String as,
            @RequestParam(name = "who", defaultValue = "") String login,
            @RequestParam(defaultValue = "") String saying) {
        Dataset dataset = catalog.dataset(viewer, id);
        if (as.isBlank()) {
            Optional<View> view = view(viewer, dataset);
            List<Field> fields = fields(view);
            return told(
                    viewer,
                    dataset,
                    view,
                    access.rules(viewer, dataset.subject()).stream()
                            .map(rule -> RulePart.told(rule, dataset, fields))
                            .toList());
        }
        access.require(viewer, Act.SHARE, dataset.subject());
        Viewer other = Audiences.parse(as, login, people)
                .flatMap(audience -> whoSees.eyes(viewer, dataset, audience, Purpose.read(saying)))
                .orElseThrow(() -> Problem.invalid("onlooker-unknown", login.isBlank() ? as : login));
        return told(
                other,
                dataset,
                view(other, dataset),
                access.rules(other, dataset.subject()).stream()
                        .map(rule -> RulePart.of(rule, dataset))
                        .toList());
    }

    /// @param level such as `restricted`
    /// @param rules all that count or will, or did
    record Policy(String dataset, String level, List<KeptRule> rules) {}

    /// @param agreement the number of the agreement that it carries out; null for one that a steward made
    record KeptRule(
            UUID id,
            @JsonUnwrapped ToldRule rule,
            @JsonProperty("made_by") String madeBy,
            @JsonProperty("made_at") Instant madeAt,
            @Nullable Long agreement) {
        static KeptRule of(RulePart part) {
            Rule rule = part.rule();
            return new KeptRule(rule.id(), ToldRule.of(part), rule.madeBy(), rule.madeAt(), rule.agreement());
        }
    }

    /// Who may see what of the dataset, for those who answer for it.
    @GetMapping("/api/datasets/{id}/policy")
    Policy policy(Viewer viewer, @PathVariable String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.SHARE, dataset.subject());
        return new Policy(
                dataset.id().value(),
                dataset.subject().level().apiName(),
                dataset.subject().rules().stream()
                        .map(rule -> KeptRule.of(RulePart.of(rule, dataset)))
                        .toList());
    }

    private Optional<View> view(Viewer viewer, Dataset dataset) {
        Table table = dataset.table(dataset.current(), Locale.ENGLISH.getLanguage());
        return access.findView(viewer, dataset.subject(), table);
    }

    private static List<Field> fields(Optional<View> view) {
        return view.map(seen -> seen.schema().fields()).orElse(List.of());
    }

    private static Map<String, List<String>> grains(View view) {
        Map<String, List<String>> grains = new TreeMap<>();
        view.masks().forEach((field, mask) -> {
            if (mask instanceof Mask.Graded graded) {
                grains.put(field, graded.grains().stream().map(Grain::spelling).toList());
            }
        });
        return grains;
    }

    private Told told(Viewer viewer, Dataset dataset, Optional<View> view, List<RulePart> parts) {
        Verdict verdict = access.decide(viewer, Act.READ, dataset.subject());
        return new Told(
                dataset.id().value(),
                verdict instanceof Verdict.Yes && view.isPresent(),
                verdict.reason().apiName(),
                access.seesEverything(viewer, dataset.subject()),
                fields(view).stream().map(Field::name).toList(),
                view.map(AccessApi::grains).orElse(Map.of()),
                parts.stream().map(ToldRule::of).toList(),
                viewer.purpose().text(),
                access.purposes(viewer, dataset.subject()).spoken());
    }
}
