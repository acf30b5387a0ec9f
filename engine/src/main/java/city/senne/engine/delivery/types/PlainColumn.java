package city.senne.engine.delivery.types;

import city.senne.engine.delivery.PlainRows;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How a column is read in SQL, where its cells are so regular that SQL reads them as [CellReader] does.
///
/// The type was decided by the first rows of a file. The condition makes sure that every cell is written as
/// a column of that type writes it plainly (`12.50`, `2024-05-31`): then all rows together would have
/// decided the same, since each of them speaks for the type. Cells that could speak against it (leading
/// zeros, words for "no value", blanks around, another way of writing) make the query fail, and the file is
/// read row after row.
///
/// @param condition true when a cell may be read so; `{}` stands for the cell
/// @param value the value of the cell; `{}` stands for the cell
/// @param mostRows for files of more rows than this the first rows do not prove that text is text
record PlainColumn(String condition, String value, long mostRows) {
    /// A type is taken when one value in a thousand does not fit; see [ColumnJudge].
    private static final long FITTING_PER_MISFIT = 1000;

    private static final String BLANKS;
    private static final String TIME = "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    static {
        StringBuilder blanks = new StringBuilder();
        for (char c = 1; c < 0xffff; c++) if (CellKind.isBlank(c)) blanks.append(c);
        BLANKS = Sql.literal(blanks.toString());
    }

    /// Null when SQL cannot read the column exactly as its reader does.
    ///
    /// @param held whether the type was given, so that no row can change it
    static @Nullable PlainColumn of(
            ColumnStudy study, Field field, ColumnJudge.Verdict verdict, NullWords words, boolean held, ZoneId zone) {
        if (!study.words().isEmpty() || field.annotations().multivalued() != null) return null;
        return switch (field.type()) {
            case TEXT -> text(study, verdict, words, held);
            case INT -> always("length({}) <= 15 and {} = cast(cast({} as bigint) as varchar)", "cast({} as bigint)");
            case DOUBLE, DECIMAL -> number(study, field);
            case BOOLEAN -> bool(study.pair());
            case DATE -> date(study);
            case DATETIME -> moment(study, zone);
            case FILE, JSON, GEO_POINT, GEO_SHAPE -> null;
        };
    }

    private static PlainColumn always(String condition, String value) {
        return new PlainColumn(condition, value, Long.MAX_VALUE);
    }

    private static @Nullable PlainColumn text(
            ColumnStudy study, ColumnJudge.Verdict verdict, NullWords words, boolean held) {
        String condition = "trim({}, %s) = {} and not (length({}) <= %d and lower({}) in %s)"
                .formatted(BLANKS, words.longest(), words.sql());
        if (held) return always(condition, "{}");
        return switch (verdict.reason().code()) {
            case "types.empty" -> always("false", "{}");
            case "types.text" -> new PlainColumn(condition, "{}", study.leastMisfits() * FITTING_PER_MISFIT - 1);
            case "types.code-leading-zero", "types.code-too-long" -> always("{} similar to '[0-9]+'", "{}");
            case "types.code-postcode", "types.code-register" -> always("{} similar to '[0-9]{1,15}'", "{}");
            case "types.code-fixed" -> always("{} similar to '[0-9]{%d}'".formatted(study.longest()), "{}");
            default -> null;
        };
    }

    private static @Nullable PlainColumn number(ColumnStudy study, Field field) {
        NumberFormat format = study.numbers.format();
        boolean plain = format.thousands() == 0
                && study.numbers.unit() == 0
                && field.annotations().unit() == null;
        if (!plain || study.numbers.isAmbiguous()) return null;
        String decimal = format.decimal() == '.' ? "[.]" : ",";
        String value = format.decimal() == '.' ? "{}" : "replace({}, ',', '.')";
        // Fourteen digits at most keep an amount exact; ten before and four behind are surely no more.
        boolean exact = field.type() == FieldType.DECIMAL;
        String digits = exact ? "-?(0|[1-9][0-9]{0,9})(%s[0-9]{1,4})?" : "-?(0|[1-9][0-9]{0,14})(%s[0-9]+)?";
        return always(
                "{} similar to '" + digits.formatted(decimal) + "'",
                "cast(%s as %s)".formatted(value, field.type().sqlType()));
    }

    private static @Nullable PlainColumn bool(@Nullable Booleans pair) {
        if (pair == null) return null;
        return always("lower({}) in ('%s', '%s')".formatted(pair.yes, pair.no), "lower({}) = '%s'".formatted(pair.yes));
    }

    private static @Nullable PlainColumn date(ColumnStudy study) {
        MomentStudy moments = study.moments;
        if (moments.moments() == 0 || moments.hasOnlyMidnights()) return null;
        if (moments.isYearFirst()) {
            return always("{} similar to '" + DAY + "' and {} = cast(cast({} as date) as varchar)", "cast({} as date)");
        }
        String sample = study.samples().getFirst();
        boolean long10 = sample.length() == 10 && moments.order() == MomentText.DAY_FIRST && moments.proofLine() > 0;
        if (!long10 || "/-.".indexOf(sample.charAt(2)) < 0) return null;
        String pattern = "'%d" + sample.charAt(2) + "%m" + sample.charAt(2) + "%Y'";
        return always(
                "strftime(try_strptime({}, " + pattern + "), " + pattern + ") = {}",
                "cast(strptime({}, " + pattern + ") as date)");
    }

    /// In the hour that comes twice in autumn, Java takes the first and DuckDB the second; before 1996 that
    /// hour was in another month.
    private static @Nullable PlainColumn moment(ColumnStudy study, ZoneId zone) {
        MomentStudy moments = study.moments;
        if (moments.moments() == 0 || !moments.isYearFirst() || !moments.hasTimes()) return null;
        if (moments.hasOnlyInstants()) {
            return always(
                    "{} similar to '" + DAY + TIME + "(Z|[+-](0[0-9]|1[0-5]):[0-5][0-9])'", "cast({} as timestamptz)");
        }
        if (moments.hasInstants() || !zone.equals(ColumnPlanner.HOME)) return null;
        String local = "cast({} as timestamp)";
        String instant = "timezone('%s', %s)".formatted(zone.getId(), local);
        return always(
                "{} >= '1996' and {} similar to '" + DAY + TIME + "'",
                "case when substr({}, 6, 2) = '10' and substr({}, 12, 2) = '02'"
                        + " and timezone('%s', %s - interval 1 hour) = %s".formatted(zone.getId(), instant, local)
                        + " then %s - interval 1 hour else %s end".formatted(instant, instant));
    }

    /// The expression for a column of plain rows.
    String sql(int index) {
        return "case when {} is null then null when %s then %s else error('not plain') end"
                .formatted(condition, value)
                .replace("{}", PlainRows.column(index));
    }
}
