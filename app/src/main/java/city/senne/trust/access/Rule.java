package city.senne.trust.access;

import city.senne.engine.odsql.Grain;
import city.senne.trust.identity.Purpose;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets somebody see a dataset or a part of it, or keeps it from them: what is denied is denied whatever is permitted.
///
/// @param fields the columns in which they were delivered; null for all
/// @param grains how exactly each column is seen that is not seen as it is, as [Grain] spells it
/// @param rowFilter a condition in ODSQL that may use every field; null for all rows
/// @param rowColumns the columns of the fields that the condition names, by those names
/// @param purpose what the data may be used for; may be empty
/// @param demandsPurpose whether it counts only for questions that say its purpose
/// @param until the first moment at which it no longer counts; null for no end
/// @param reason why somebody made it
/// @param agreement the number of the agreement that it carries out; null for one that a steward made
public record Rule(
        UUID id,
        Effect effect,
        Audience audience,
        @Nullable Set<String> fields,
        Map<String, String> grains,
        @Nullable String rowFilter,
        Map<String, String> rowColumns,
        String purpose,
        boolean demandsPurpose,
        Instant from,
        @Nullable Instant until,
        String reason,
        String madeBy,
        Instant madeAt,
        @Nullable Long agreement) {

    public enum Effect {
        PERMIT,
        DENY;

        /// The name in the database.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Throws IllegalArgumentException for any other word.
        public static Effect of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public Rule {
        fields = fields == null ? null : Set.copyOf(fields);
        grains = Map.copyOf(grains);
        rowColumns = Map.copyOf(rowColumns);
        if (effect == Effect.DENY && !grains.isEmpty()) {
            throw new IllegalArgumentException("What is denied is not seen less exactly");
        }
        if (demandsPurpose && (effect == Effect.DENY || purpose.isBlank())) {
            throw new IllegalArgumentException("Only who is let in for a purpose can say it");
        }
    }

    /// One that counts whatever the purpose is that somebody says.
    public Rule(
            UUID id,
            Effect effect,
            Audience audience,
            @Nullable Set<String> fields,
            Map<String, String> grains,
            @Nullable String rowFilter,
            Map<String, String> rowColumns,
            String purpose,
            Instant from,
            @Nullable Instant until,
            String reason,
            String madeBy,
            Instant madeAt,
            @Nullable Long agreement) {
        this(
                id,
                effect,
                audience,
                fields,
                grains,
                rowFilter,
                rowColumns,
                purpose,
                false,
                from,
                until,
                reason,
                madeBy,
                madeAt,
                agreement);
    }

    /// Whether it counts for who reads for this.
    public boolean countsFor(Purpose said) {
        return !demandsPurpose || said.is(purpose) || (agreement != null && said.isAgreement(agreement));
    }

    /// What says its purpose: the number of its agreement, or the text.
    public String spokenPurpose() {
        return agreement == null ? purpose : Purpose.ofAgreement(agreement);
    }

    /// Whether it is about the dataset as a whole, and all of it as it is.
    public boolean isAboutEverything() {
        return fields == null && rowFilter == null && grains.isEmpty();
    }

    /// Whether it is about a column.
    public boolean names(String column) {
        return fields == null || fields.contains(column);
    }

    /// How exactly a column is seen, if the rule is about it. Throws IllegalArgumentException for what nobody spells
    /// so.
    public Grain grain(String column) {
        String spelled = grains.get(column);
        return spelled == null ? Grain.EXACT : Grain.of(spelled);
    }

    /// Whether what is known of the viewer may be part of its condition; true also for some of which it is not.
    public boolean mayNameCaller() {
        return rowFilter != null && rowFilter.contains("caller.");
    }

    /// The same about all rows.
    Rule aboutAllRows() {
        return new Rule(
                id,
                effect,
                audience,
                fields,
                grains,
                null,
                Map.of(),
                purpose,
                demandsPurpose,
                from,
                until,
                reason,
                madeBy,
                madeAt,
                agreement);
    }

    public boolean countsAt(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
}
