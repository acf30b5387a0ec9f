package city.senne.engine.delivery.types;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How a column is read in SQL, where its cells are so regular that SQL reads them as [CellReader] does.
///
/// The type was decided by the first rows of a file. When all further cells have the form in which a column
/// of that type writes them plainly (`12.50`, `2024-05-31`), all rows together would have decided the same,
/// since each of them speaks for the type. Cells that could speak against it (leading zeros, words for "no
/// value", another way of writing) do not have that form.
///
/// @param form how the cells must be written
/// @param value the field's value; `{}` stands for the cell as it was read
/// @param mostRows in a file of more rows than this the first ones do not prove that text is text
record PlainColumn(PlainForm form, String value, long mostRows) {
    /// A type is taken when one value in a thousand does not fit; see [ColumnJudge].
    private static final long FITTING_PER_MISFIT = 1000;

    private static PlainColumn always(PlainForm form, String value) {
        return new PlainColumn(form, value, Long.MAX_VALUE);
    }

    /// Null when SQL cannot read the column exactly as its reader does.
    ///
    /// @param held whether the type was given, so that no row can change it
    static @Nullable PlainColumn of(
            ColumnStudy study, Field field, ColumnJudge.Verdict verdict, NullWords words, boolean held, ZoneId zone) {
        if (!study.words().isEmpty() || field.annotations().multivalued() != null) return null;
        FieldType declared = study.column.declared();
        if (declared != null && declared != FieldType.TEXT) {
            return declared == field.type() ? typed(study, declared, zone) : null;
        }
        return switch (field.type()) {
            case TEXT -> held ? always(PlainForm.text(words), "{}") : text(study, verdict, words);
            case INT -> always(PlainForm.integer(), "{}");
            case DOUBLE, DECIMAL -> number(study, field);
            case BOOLEAN -> bool(study.pair());
            case DATE -> date(study);
            case DATETIME -> moment(study, zone);
            case FILE, JSON, GEO_POINT, GEO_SHAPE -> null;
        };
    }

    private static @Nullable PlainColumn typed(ColumnStudy study, FieldType type, ZoneId zone) {
        return switch (type) {
            case INT, DOUBLE, DECIMAL, BOOLEAN, DATE -> always(PlainForm.typed(type.sqlType()), "{}");
            case DATETIME -> typedMoment(study.moments, zone);
            case TEXT, FILE, JSON, GEO_POINT, GEO_SHAPE -> null;
        };
    }

    private static @Nullable PlainColumn typedMoment(MomentStudy moments, ZoneId zone) {
        if (moments.moments() == 0) return null;
        if (moments.hasOnlyInstants()) return always(PlainForm.typed("timestamptz"), "{}");
        boolean local = !moments.hasInstants() && zone.equals(ColumnPlanner.HOME);
        return local ? always(PlainForm.typed("timestamp"), LOCAL_IN_BRUSSELS) : null;
    }

    private static @Nullable PlainColumn text(ColumnStudy study, ColumnJudge.Verdict verdict, NullWords words) {
        return switch (verdict.reason().code()) {
            case "types.empty" -> always(PlainForm.nothing(), "{}");
            case "types.text" ->
                new PlainColumn(PlainForm.text(words), "{}", study.leastMisfits() * FITTING_PER_MISFIT - 1);
            case "types.code-leading-zero", "types.code-too-long" ->
                always(PlainForm.digits(1, Integer.MAX_VALUE), "{}");
            case "types.code-postcode", "types.code-register" -> always(PlainForm.digits(1, 15), "{}");
            case "types.code-fixed" -> always(PlainForm.digits(study.longest(), study.longest()), "{}");
            default -> null;
        };
    }

    private static @Nullable PlainColumn number(ColumnStudy study, Field field) {
        NumberFormat format = study.numbers.format();
        boolean plain = format.thousands() == 0
                && study.numbers.unit() == 0
                && field.annotations().unit() == null;
        if (!plain || study.numbers.isAmbiguous()) return null;
        // Fourteen digits at most keep an amount exact; ten before and four behind are surely no more.
        boolean exact = field.type() == FieldType.DECIMAL;
        int before = exact ? 10 : 15;
        int after = exact ? 4 : Integer.MAX_VALUE;
        String type = field.type().sqlType();
        return format.decimal() == '.'
                ? always(PlainForm.number(type, '.', before, after), "{}")
                : always(
                        PlainForm.number("varchar", ',', before, after), "cast(replace({}, ',', '.') as " + type + ")");
    }

    private static @Nullable PlainColumn bool(@Nullable Booleans pair) {
        return pair == null ? null : always(PlainForm.eitherOf(pair), "lower({}) = '" + pair.yes + "'");
    }

    private static @Nullable PlainColumn date(ColumnStudy study) {
        MomentStudy moments = study.moments;
        if (moments.moments() == 0 || moments.hasOnlyMidnights()) return null;
        if (moments.isYearFirst()) return always(PlainForm.isoDate(), "{}");
        String sample = study.samples().getFirst();
        boolean proved = moments.order() == MomentText.DAY_FIRST && moments.proofLine() > 0;
        if (!proved || sample.length() != 10 || "/-.".indexOf(sample.charAt(2)) < 0) return null;
        char separator = sample.charAt(2);
        String pattern = "'%d" + separator + "%m" + separator + "%Y'";
        return always(PlainForm.dayFirstDate(separator), "cast(strptime({}, " + pattern + ") as date)");
    }

    private static @Nullable PlainColumn moment(ColumnStudy study, ZoneId zone) {
        MomentStudy moments = study.moments;
        if (moments.moments() == 0 || !moments.isYearFirst() || !moments.hasTimes()) return null;
        if (moments.hasOnlyInstants()) return always(PlainForm.instant(), "{}");
        if (moments.hasInstants() || !zone.equals(ColumnPlanner.HOME)) return null;
        return always(PlainForm.localMoment(), LOCAL_IN_BRUSSELS);
    }

    /// In the hour that comes twice in autumn, Java takes the first and DuckDB the second. Before 1996 that
    /// hour was in another month, so that earlier times are not read in SQL.
    private static final String LOCAL_IN_BRUSSELS = """
            case when {} < timestamp '1996-01-01' then error('not plain')
            when month({}) = 10 and hour({}) = 2
              and timezone('Europe/Brussels', timezone('Europe/Brussels', {}) - interval 1 hour) = {}
            then timezone('Europe/Brussels', {}) - interval 1 hour
            else timezone('Europe/Brussels', {}) end""";

    /// The expression for the field.
    ///
    /// @param cell the expression of the cell as it was read
    String sql(String cell) {
        return value.replace("{}", cell);
    }
}
