package city.senne.data.stewardship;

import city.senne.data.catalog.GrainChoice;
import city.senne.data.catalog.RuleMistake;
import city.senne.data.catalog.ShareDataset;
import city.senne.platform.web.Entries;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What somebody fills in to make a rule.
///
/// @param audience `everybody`, `signed_in`, `person`, `group`, or `organisation:` or `group:` and an id
/// @param login of the person, or the id of the group
/// @param grains how exactly each field is seen, by their names
public record RuleForm(
        String effect,
        String audience,
        String login,
        boolean allFields,
        Set<String> fields,
        Map<String, GrainChoice> grains,
        String rows,
        String purpose,
        boolean demandsPurpose,
        String until,
        String reason,
        @Nullable RuleMistake mistake) {
    static final RuleForm EMPTY =
            new RuleForm("permit", "", "", false, Set.of(), Map.of(), "", "", false, "", "", null);

    static RuleForm of(MultiValueMap<String, String> sent) {
        return new RuleForm(
                text(sent, "effect"),
                text(sent, "audience"),
                text(sent, "who"),
                sent.containsKey("all-fields"),
                new LinkedHashSet<>(sent.getOrDefault("fields", List.of())),
                grains(sent),
                text(sent, "rows"),
                text(sent, "purpose"),
                sent.containsKey("demands-purpose"),
                text(sent, "until"),
                text(sent, "reason"),
                null);
    }

    private static Map<String, GrainChoice> grains(MultiValueMap<String, String> sent) {
        Map<String, GrainChoice> grains = new LinkedHashMap<>();
        for (String input : sent.keySet()) {
            if (!input.startsWith(GrainChoice.KIND)) continue;
            String field = input.substring(GrainChoice.KIND.length());
            grains.put(field, new GrainChoice(text(sent, input), text(sent, GrainChoice.AMOUNT + field)));
        }
        return grains;
    }

    /// What was chosen for a field.
    public GrainChoice grain(String field) {
        return grains.getOrDefault(field, GrainChoice.EXACT);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Entries.plain(Objects.requireNonNullElse(sent.getFirst(name), ""))
                .strip();
    }

    RuleForm wrong(RuleMistake found) {
        return new RuleForm(
                effect,
                audience,
                login,
                allFields,
                fields,
                grains,
                rows,
                purpose,
                demandsPurpose,
                until,
                reason,
                found);
    }

    /// Throws IllegalArgumentException for what no form of ours sends.
    ShareDataset.Wanted wanted() {
        Map<String, String> chosen = new LinkedHashMap<>();
        grains.forEach((field, grain) -> {
            if (!grain.isExact()) chosen.put(field, grain.spelled());
        });
        int colon = audience.indexOf(':');
        return new ShareDataset.Wanted(
                Rule.Effect.of(effect),
                Audience.Kind.of(colon < 0 ? audience : audience.substring(0, colon)),
                colon < 0 ? login : audience.substring(colon + 1),
                allFields ? null : fields,
                chosen,
                rows,
                purpose,
                demandsPurpose,
                until,
                reason);
    }

    /// Whether something is wrong with this input.
    public boolean isWrong(String input) {
        return mistake != null && mistake.place().equals(input);
    }
}
