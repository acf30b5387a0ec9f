package city.senne.data.stewardship;

import city.senne.data.catalog.RuleMistake;
import city.senne.data.catalog.ShareDataset;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What somebody fills in to make a rule.
///
/// @param audience `everybody`, `signed_in`, `person`, or `organisation:` and an id
/// @param login of the person
public record RuleForm(
        String effect,
        String audience,
        String login,
        boolean allFields,
        Set<String> fields,
        String rows,
        String purpose,
        String until,
        String reason,
        @Nullable RuleMistake mistake) {
    static final RuleForm EMPTY = new RuleForm("permit", "", "", false, Set.of(), "", "", "", "", null);
    private static final String ORGANISATION = "organisation:";

    static RuleForm of(MultiValueMap<String, String> sent) {
        return new RuleForm(
                text(sent, "effect"),
                text(sent, "audience"),
                text(sent, "who"),
                sent.containsKey("all-fields"),
                new LinkedHashSet<>(sent.getOrDefault("fields", List.of())),
                text(sent, "rows"),
                text(sent, "purpose"),
                text(sent, "until"),
                text(sent, "reason"),
                null);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "")
                .replace("\0", "")
                .strip();
    }

    RuleForm wrong(RuleMistake found) {
        return new RuleForm(effect, audience, login, allFields, fields, rows, purpose, until, reason, found);
    }

    /// Throws IllegalArgumentException for what no form of ours sends.
    ShareDataset.Wanted wanted() {
        boolean organisation = audience.startsWith(ORGANISATION);
        return new ShareDataset.Wanted(
                Rule.Effect.of(effect),
                Audience.Kind.of(organisation ? "organisation" : audience),
                organisation ? audience.substring(ORGANISATION.length()) : login,
                allFields ? null : fields,
                rows,
                purpose,
                until,
                reason);
    }

    /// Whether something is wrong with this input.
    public boolean isWrong(String input) {
        return mistake != null && mistake.place().equals(input);
    }
}
