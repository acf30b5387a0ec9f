package city.senne.engine.delivery.types;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.table.FieldType;
import org.jspecify.annotations.Nullable;

/// Decides the type of a column from what its values have taught. A type is taken when all values are
/// of it, or, among a thousand and more, all but one in a thousand; otherwise the column stays text.
/// Codes stay text though they are digits: nobody adds up postcodes, and a leading zero means
/// something.
final class ColumnJudge {
    private static final long ENOUGH = 1000;

    private final ColumnStudy study;
    private final HeaderWords header;
    private final NumberFormat format;

    ColumnJudge(ColumnStudy study) {
        this.study = study;
        header = new HeaderWords(study.column.header());
        format = study.numbers.format();
    }

    /// A type with its reason, and what to look at although it was taken.
    record Verdict(FieldType type, Reason reason, @Nullable Problem finding) {}

    Verdict judge() {
        if (study.values() == 0) return of(FieldType.TEXT, "types.empty");
        if (study.hasLists()) return of(FieldType.TEXT, "types.lists");
        if (study.isGeometry()) return of(FieldType.GEO_SHAPE, "types.geometry");
        Verdict code = judgeCode();
        if (code != null) return code;
        Booleans pair = study.pair();
        if (isMostly(study.booleans())) {
            Reason why = pair == null
                    ? Reason.of("types.boolean-typed", study.values())
                    : Reason.of("types.boolean", study.values(), pair.yes, pair.no);
            return new Verdict(FieldType.BOOLEAN, why, fewMisfits(study.notBoolean));
        }
        if (isMostly(study.numbers.fitting(format)) && !study.numbers.mixesUnits()) return judgeNumber();
        if (isMostly(study.moments.fitting())) return judgeMoment();
        if (isMostly(study.json())) {
            return new Verdict(FieldType.JSON, Reason.of("types.json", study.values()), fewMisfits(study.notJson));
        }
        return new Verdict(FieldType.TEXT, Reason.of("types.text"), nearlyOtherwise());
    }

    private static Verdict of(FieldType type, String code, Object... arguments) {
        return new Verdict(type, Reason.of(code, arguments), null);
    }

    private boolean isMostly(long conforming) {
        long misfits = study.values() - conforming;
        return conforming > 0 && (misfits == 0 || conforming >= ENOUGH && misfits * 1000 <= conforming);
    }

    /// Numbers that name something instead of counting it.
    private @Nullable Verdict judgeCode() {
        NumberStudy numbers = study.numbers;
        if (numbers.numbers() * 2 < study.values()) return null;
        if (numbers.leadingZeros() > 0 && numbers.fitting(format) * 2 >= study.values()) {
            return of(FieldType.TEXT, "types.code-leading-zero", numbers.leadingZeros(), numbers.leadingZeroLine());
        }
        if (numbers.tooLong() > 0) return of(FieldType.TEXT, "types.code-too-long", numbers.tooLong());
        if (numbers.plusNumbers() * 2 > study.values()) return of(FieldType.TEXT, "types.code-phone");
        if (!numbers.areWhole(format)) return null;
        if (header.namesPostcode()) return of(FieldType.TEXT, "types.code-postcode");
        if (header.namesRegisterNumber()) return of(FieldType.TEXT, "types.code-register");
        if (header.namesPhone()) return of(FieldType.TEXT, "types.code-phone");
        boolean code = header.namesCode() || header.namesIdentity() && study.longest() >= 6;
        if (code && study.hasFixedDigits()) return of(FieldType.TEXT, "types.code-fixed", study.longest());
        return null;
    }

    private Verdict judgeNumber() {
        NumberStudy numbers = study.numbers;
        Problem finding = fewMisfits(numbers.misfits());
        long count = numbers.fitting(format);
        String thousands = switch (format.thousands()) {
            case 0 -> "none";
            case ' ' -> "blank";
            case '.' -> "point";
            case ',' -> "comma";
            default -> "apostrophe";
        };
        String decimal = format.decimal() == ',' ? "comma" : "point";
        String doubt = numbers.isAmbiguous() ? "yes" : "no";
        boolean exactly = numbers.mostDecimals(format) <= 4 && numbers.mostDigits() <= 14 && !numbers.hasExponents();
        if (numbers.isMoney() && exactly) {
            return new Verdict(
                    FieldType.DECIMAL, Reason.of("types.decimal-currency", count, numbers.unit() + ""), finding);
        }
        if (numbers.areWhole(format)) {
            return new Verdict(FieldType.INT, Reason.of("types.int", count, thousands, doubt), finding);
        }
        if (exactly && numbers.unit() == 0 && header.namesAmount()) {
            return new Verdict(FieldType.DECIMAL, Reason.of("types.decimal-header", count, decimal), finding);
        }
        if (exactly && numbers.unit() == 0 && format.thousands() != 0 && numbers.hasTwoDecimals(format)) {
            return new Verdict(FieldType.DECIMAL, Reason.of("types.decimal-two", count, thousands), finding);
        }
        return new Verdict(FieldType.DOUBLE, Reason.of("types.double", count, decimal, thousands, doubt), finding);
    }

    private Verdict judgeMoment() {
        MomentStudy moments = study.moments;
        Problem finding = fewMisfits(moments.misfits());
        FieldType type = moments.hasTimes() ? FieldType.DATETIME : FieldType.DATE;
        String what = moments.hasTimes() ? "times" : moments.hasOnlyMidnights() ? "midnights" : "dates";
        long count = moments.fitting();
        if (moments.isYearFirst()) return new Verdict(type, Reason.of("types.moment", count, what), finding);
        String order = moments.order() == MomentText.DAY_FIRST ? "day" : "month";
        Reason why = moments.proofLine() > 0
                ? Reason.of("types.moment-proved", count, what, order, moments.proofLine())
                : Reason.of("types.moment-assumed", count, what, moments.ambiguous());
        return new Verdict(type, why, finding);
    }

    private @Nullable Problem fewMisfits(Misfits misfits) {
        long count = misfits.count();
        if (count == 0) return null;
        return Problems.of(
                study.column.header(),
                misfits.firstValue(),
                "types.few-misfits",
                count,
                study.values(),
                misfits.firstLine());
    }

    /// What a column of text nearly was. The type comes last: a publisher may choose it.
    private @Nullable Problem nearlyOtherwise() {
        long[] conforming = {study.numbers.fitting(format), study.moments.fitting(), study.booleans(), study.json()};
        Misfits[] misfits = {study.numbers.misfits(), study.moments.misfits(), study.notBoolean, study.notJson};
        String[] kinds = {"number", "date", "boolean", "json"};
        if (study.numbers.mixesUnits() && isMostly(study.numbers.numbers())) {
            return Problems.of(study.column.header(), "", "types.mixed-units");
        }
        for (int i = 0; i < kinds.length; i++) {
            if (conforming[i] * 10 < study.values() * 8 || misfits[i].count() == 0) continue;
            return Problems.of(
                    study.column.header(),
                    misfits[i].firstValue(),
                    "types.kept-text",
                    misfits[i].count(),
                    study.values(),
                    kinds[i],
                    misfits[i].firstLine(),
                    (switch (kinds[i]) {
                                case "number" -> judgeNumber().type();
                                case "date" -> judgeMoment().type();
                                case "boolean" -> FieldType.BOOLEAN;
                                default -> FieldType.JSON;
                            })
                            .apiName());
        }
        return null;
    }
}
