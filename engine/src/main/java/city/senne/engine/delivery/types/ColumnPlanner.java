package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts together what is decided about one column: its name, its type, its words for "no value".
final class ColumnPlanner {
    static final ZoneId HOME = ZoneId.of("Europe/Brussels");
    static final ColumnOptions NOTHING_WANTED = new ColumnOptions(null, null, null, null);

    /// Reasons for a type that no row can change.
    private static final Set<String> HELD = Set.of("types.known", "types.declared", "delivery.chosen");

    /// Letters that name no day otherwise than by its month, as those of weeks do.
    private static final Pattern NO_DAY_BUT_OF_MONTH = Pattern.compile("[^DEFQWceqw]*[yu][^DEFQWceqw]*");

    private final ColumnStudy study;
    private final int index;
    private final String header;
    private final ReadingOptions options;
    private final ColumnOptions wanted;
    private final @Nullable Field known;
    private final NumberFormat format;
    private final ColumnJudge.Verdict verdict;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Problem> findings = new ArrayList<>();

    /// @param known the field that the column was before, whose name and type hold; null when it is new
    ColumnPlanner(ColumnStudy study, int index, ReadingOptions options, @Nullable Field known) {
        this.study = study;
        this.index = index;
        this.header = study.column.header();
        this.options = options;
        this.wanted = options.columns().getOrDefault(header, NOTHING_WANTED);
        this.known = known;
        this.format = study.numbers.format();
        this.verdict = decideType();
    }

    private ColumnJudge.Verdict decideType() {
        FieldType declared = study.column.declared();
        ColumnJudge.Verdict found = new ColumnJudge(study).judge();
        if (wanted.type() != null) return held(wanted.type(), Reason.of("delivery.chosen"));
        if (wanted.multivalued() != null) return held(FieldType.TEXT, Reason.of("delivery.chosen"));
        if (known != null) return held(known.type(), Reason.of("types.known"));
        if (declared != null && !(declared.isGeo() && !study.isGeometry() && study.values() > 0)) {
            return held(declared, Reason.of("types.declared"));
        }
        return found;
    }

    private static ColumnJudge.Verdict held(FieldType type, Reason reason) {
        return new ColumnJudge.Verdict(type, reason, null);
    }

    ColumnProfile profile() {
        return new ColumnProfile(
                index,
                study.column,
                verdict.type(),
                study.values(),
                study.empty(),
                study.numbers.fitting(format),
                study.numbers.min(format),
                study.numbers.max(format),
                study.samples(),
                format);
    }

    ColumnPlan plan(FieldNames names) {
        String name = decideName(names);
        // Places are made of such a column by whoever knows places; alone it is text.
        FieldType type = verdict.type().isGeo() ? FieldType.TEXT : verdict.type();
        decisions.add(Profiler.decision(Aspect.TYPE, header, typeName(verdict.type()), verdict.reason()));
        if (verdict.finding() != null) findings.add(verdict.finding());
        ZoneId zone = decideZone(type);
        NullWords words = decideNullWords(type);
        String separator = wanted.multivalued() != null
                ? wanted.multivalued()
                : known != null ? known.annotations().multivalued() : study.hasLists() ? "," : null;
        CellReader reader = CellReader.of(type, format, study.moments.order(), zone, pair(), separator);
        if (wanted.format() != null && (type == FieldType.DATE || type == FieldType.DATETIME)) {
            reader = new CellReader.OfPattern(pattern(wanted.format()), type, zone, reader);
        }
        Field field = field(name, type, separator);
        boolean held = HELD.contains(verdict.reason().code());
        boolean patterned = wanted.format() != null;
        PlainColumn plain = patterned || !findings.isEmpty() || field.type() != type
                ? null
                : PlainColumn.of(study, field, verdict, words, held, zone);
        return new ColumnPlan(index, study.column, field, reader, plain, words, decisions, findings);
    }

    private Field field(String name, FieldType type, @Nullable String separator) {
        if (known != null) return known;
        String unit = type.isNumber() && study.numbers.unit() != 0 ? String.valueOf(study.numbers.unit()) : null;
        if (unit == null && separator == null) return new Field(name, type, header, "", Annotations.NONE);
        return new Field(
                name, type, header, "", new Annotations(false, false, null, separator, false, false, unit, null, null));
    }

    /// The words that made the column a boolean; any pair of words when that was said from outside.
    private @Nullable Booleans pair() {
        return verdict.reason().code().startsWith("types.boolean") ? study.pair() : null;
    }

    private String decideName(FieldNames names) {
        if (known != null) return known.name();
        if (wanted.name() != null) {
            String name = names.take(wanted.name());
            decisions.add(Decision.chosen(Aspect.NAME, header, name));
            return name;
        }
        String name = names.take(header);
        if (!FieldNames.isPlainly(name, header)) {
            boolean taken = !name.equals(FieldNames.slug(header));
            decisions.add(Decision.found(
                    Aspect.NAME, header, name, Reason.of(taken ? "types.name-taken" : "types.name-altered")));
        }
        return name;
    }

    private ZoneId decideZone(FieldType type) {
        ZoneId zone = options.zone() == null ? HOME : options.zone();
        if (type == FieldType.DATETIME && !study.moments.hasOnlyInstants() && study.moments.moments() > 0) {
            decisions.add(
                    options.zone() == null
                            ? Decision.found(Aspect.TIME_ZONE, header, zone.getId(), Reason.of("types.zone-home"))
                            : Decision.chosen(Aspect.TIME_ZONE, header, zone.getId()));
        }
        return zone;
    }

    private NullWords decideNullWords(FieldType type) {
        List<String> chosenWords = options.nullWords();
        boolean chosen = chosenWords != null;
        NullWords all = NullWords.of(options);
        boolean text = type == FieldType.TEXT || type == FieldType.FILE;
        boolean isKey = known != null && known.annotations().id();
        Map<String, Long> met = text ? study.wordsInText(chosen, isKey) : study.words();
        if (!met.isEmpty()) {
            long total = met.values().stream().mapToLong(Long::longValue).sum();
            String counts = met.entrySet().stream()
                    .map(entry -> entry.getKey() + " × " + entry.getValue())
                    .collect(Collectors.joining(", "));
            Reason why = Reason.of("types.null-words", total, counts);
            decisions.add(new Decision(Aspect.NULL_WORDS, header, String.join(", ", met.keySet()), why, chosen));
        }
        if (!text) return all;
        List<String> kept = study.wordsThatMayBeValues(chosen, isKey);
        if (!kept.isEmpty()) {
            findings.add(Problems.of(header, kept.getFirst(), "types.null-words-kept", String.join(", ", kept)));
        }
        return kept.isEmpty() ? all : all.without(kept);
    }

    private static DateTimeFormatter pattern(String letters) {
        try {
            DateTimeFormatterBuilder pattern = new DateTimeFormatterBuilder().appendPattern(letters);
            // A year or a month is its first day.
            if (NO_DAY_BUT_OF_MONTH.matcher(letters).matches()) {
                pattern.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1).parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
            }
            return pattern.toFormatter(Locale.FRENCH);
        } catch (IllegalArgumentException e) {
            throw new UnreadableDelivery(Reason.of("types.no-such-pattern", letters), e);
        }
    }

    private static String typeName(FieldType type) {
        return type.apiName();
    }
}
