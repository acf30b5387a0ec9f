package city.senne.data.agreements;

import city.senne.data.catalog.GrainChoice;
import city.senne.data.catalog.RowCondition;
import city.senne.platform.web.Entries;
import city.senne.trust.identity.Purpose;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Terms as somebody fills them in.
final class TermsForm {
    static final int LONGEST = 2000;
    static final String COLUMN = "column.";
    /// Whether whoever reads must say the purpose.
    static final String DEMAND = "purpose-demand";

    private final Entries entries;
    private final List<Mistake> mistakes = new ArrayList<>();

    private TermsForm(Entries entries) {
        this.entries = entries;
    }

    sealed interface Read {
        record Good(Terms terms) implements Read {}

        record Wrong(List<Mistake> mistakes) implements Read {}
    }

    static Read read(Entries entries, Offer offer, LocalDate today) {
        return new TermsForm(entries).read(offer, today);
    }

    private Read read(Offer offer, LocalDate today) {
        SortedMap<Term, String> texts = texts();
        String purpose = texts.getOrDefault(Term.PURPOSE, "");
        if (entries.isTicked(DEMAND) && new Purpose(purpose).namesAgreement()) {
            mistakes.add(new Mistake(Term.PURPOSE.apiName(), "sharing.demands.agreement", purpose));
        }
        Basis basis = Basis.find(entries.text("basis")).orElse(null);
        if (basis == null) mistakes.add(Mistake.at("basis", "agreements.basis.needed"));
        List<Terms.Column> columns = offer.columns().stream()
                .filter(column -> entries.isTicked(COLUMN + column.column()))
                .toList();
        if (columns.isEmpty()) mistakes.add(Mistake.at("columns", "agreements.columns.needed"));
        SortedMap<String, String> grains = grains(columns, offer);
        String rows = entries.line("rows");
        RowCondition.findMistake(rows, offer.schema())
                .ifPresent(wrong -> mistakes.add(new Mistake(wrong.place(), wrong.word(), wrong.argument())));
        LocalDate from = day("from");
        LocalDate until = day("until");
        if (from != null && until != null && until.isBefore(from)) {
            mistakes.add(Mistake.at("until", "agreements.until.before"));
        } else if (until != null && until.isBefore(today)) {
            mistakes.add(Mistake.at("until", "agreements.until.past"));
        }
        if (!mistakes.isEmpty() || basis == null || from == null || until == null) return new Read.Wrong(mistakes);
        SortedMap<String, String> named =
                rows.isEmpty() ? new TreeMap<>() : new TreeMap<>(RowCondition.columns(rows, offer.table()));
        return new Read.Good(new Terms(
                columns,
                grains,
                rows,
                named,
                basis,
                from,
                until,
                entries.isTicked("published"),
                entries.isTicked(DEMAND),
                texts));
    }

    private SortedMap<String, String> grains(List<Terms.Column> columns, Offer offer) {
        SortedMap<String, String> grains = new TreeMap<>();
        for (Terms.Column column : columns) {
            GrainChoice choice = grain(entries, column.column());
            if (choice.isExact()) continue;
            choice.read(offer.field(column))
                    .ifPresentOrElse(
                            grain -> grains.put(column.column(), grain.spelling()),
                            () -> mistakes.add(new Mistake("columns", "sharing.grain.wrong", column.name())));
        }
        return grains;
    }

    /// What was chosen for a column.
    static GrainChoice grain(Entries entries, String column) {
        String kind = entries.line(GrainChoice.KIND + column);
        return kind.isEmpty() ? GrainChoice.EXACT : new GrainChoice(kind, entries.line(GrainChoice.AMOUNT + column));
    }

    private SortedMap<Term, String> texts() {
        SortedMap<Term, String> texts = new TreeMap<>();
        for (Term term : Term.values()) {
            String text = text(entries, term.apiName());
            if (text.isEmpty() && term.isAsked()) {
                mistakes.add(Mistake.at(term.apiName(), "agreements.text.needed"));
            } else if (text.length() > LONGEST) {
                mistakes.add(new Mistake(term.apiName(), "agreements.too-long", String.valueOf(LONGEST)));
            } else if (!text.isEmpty()) {
                texts.put(term, text);
            }
        }
        return texts;
    }

    private @Nullable LocalDate day(String input) {
        String said = entries.line(input);
        try {
            LocalDate day = LocalDate.parse(said);
            if (day.getYear() >= 1900 && day.getYear() < 2200) return day;
        } catch (DateTimeParseException e) {
            // Said below, with years that nobody means.
        }
        mistakes.add(
                said.isEmpty()
                        ? Mistake.at(input, "agreements.day.needed")
                        : new Mistake(input, "sharing.until.date", said));
        return null;
    }

    /// Of several lines, as it was written.
    static String text(Entries entries, String name) {
        return Entries.plain(entries.text(name))
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                .strip();
    }

    /// What a form shows of terms.
    static Entries entries(Terms terms) {
        Entries entries = new Entries();
        terms.texts().forEach((term, text) -> entries.put(term.apiName(), text));
        terms.columns().forEach(column -> entries.put(COLUMN + column.column(), "true"));
        terms.columns().forEach(column -> {
            GrainChoice choice = GrainChoice.of(terms.grain(column));
            entries.put(GrainChoice.KIND + column.column(), choice.kind());
            entries.put(GrainChoice.AMOUNT + column.column(), choice.amount());
        });
        entries.put("rows", terms.rows());
        entries.put("basis", terms.basis().apiName());
        entries.put("from", terms.from().toString());
        entries.put("until", terms.until().toString());
        if (terms.demandsPurpose()) entries.put(DEMAND, "true");
        if (terms.published()) entries.put("published", "true");
        return entries;
    }

    /// What a draft keeps of what was filled in: inputs of ours, none of them endless.
    static Map<String, String> draft(Entries entries) {
        Map<String, String> kept = new LinkedHashMap<>();
        entries.values().forEach((name, said) -> {
            if (name.length() <= 200 && said.length() <= 2 * LONGEST && kept.size() < 2000) {
                kept.put(Entries.plain(name), Entries.plain(said));
            }
        });
        return kept;
    }

    static Optional<String> receiver(Entries entries) {
        return Optional.of(entries.line("receiver")).filter(said -> !said.isEmpty());
    }
}
