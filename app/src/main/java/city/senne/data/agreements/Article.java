package city.senne.data.agreements;

import city.senne.engine.odsql.Grain;
import city.senne.platform.i18n.Words;
import city.senne.trust.access.GrainWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of the fourteen articles of an agreement, as pages and print say it.
///
/// @param lines never empty
public record Article(int number, String title, List<Line> lines) {
    private static final int ARTICLES = 14;

    /// @param label empty where the title says it
    /// @param text of several lines, where somebody wrote it so
    /// @param changed whether the version before said something else
    public record Line(String label, String text, boolean changed) {}

    /// @param before the version to compare with; null for none
    static List<Article> of(Agreement agreement, Terms terms, @Nullable Terms before, PartyNames names, Words words) {
        Writer writer = new Writer(terms, before, words);
        List<Article> articles = new ArrayList<>();
        for (int number = 1; number <= ARTICLES; number++) {
            List<Line> lines = new ArrayList<>();
            switch (number) {
                case 1 -> {
                    lines.add(new Line(words.of("agreements.side.giver"), names.giver(agreement), false));
                    lines.add(new Line(words.of("agreements.side.receiver"), names.receiver(agreement), false));
                }
                case 5 -> {
                    lines.add(new Line(words.of("agreements.dataset"), title(agreement, words), false));
                    lines.add(writer.line("agreements.columns", Writer::columns));
                    lines.add(writer.line("agreements.rows", Writer::rows));
                }
                case 7 -> lines.add(writer.line("agreements.basis", Writer::basis));
                case 13 -> lines.add(writer.line("", Writer::duration));
                default -> {}
            }
            List<Term> texts = Term.numbered(number);
            for (Term term : texts) {
                boolean alone = lines.isEmpty() && texts.size() == 1;
                writer.text(term, alone).ifPresent(lines::add);
            }
            if (number == Term.PURPOSE.number())
                writer.demand(agreement.number()).ifPresent(lines::add);
            if (!lines.isEmpty()) articles.add(new Article(number, words.of("agreements.article." + number), lines));
        }
        return articles;
    }

    static String title(Agreement agreement, Words words) {
        return agreement.title().isEmpty()
                ? agreement.dataset()
                : agreement.title().in(words.language().tag());
    }

    private record Writer(Terms terms, @Nullable Terms before, Words words) {
        Line line(String label, Function<Writer, String> said) {
            String now = said.apply(this);
            boolean changed = before != null
                    && !said.apply(new Writer(before, null, words)).equals(now);
            return new Line(label.isEmpty() ? "" : words.of(label), now, changed);
        }

        Optional<Line> text(Term term, boolean alone) {
            String now = terms.text(term);
            boolean changed = before != null && !before.text(term).equals(now);
            if (now.isEmpty() && !changed) return Optional.empty();
            String label = alone ? "" : words.of("agreements.term." + term.apiName());
            return Optional.of(new Line(label, now.isEmpty() ? words.of("agreements.nothing") : now, changed));
        }

        Optional<Line> demand(long agreement) {
            boolean before = this.before != null && this.before.demandsPurpose();
            boolean now = terms.demandsPurpose();
            if (!now && !before) return Optional.empty();
            String said = now ? "agreements.demand.told" : "agreements.demand.not";
            boolean changed = this.before != null && now != before;
            return Optional.of(new Line("", words.of(said, String.valueOf(agreement)), changed));
        }

        String columns() {
            return terms.columns().stream()
                    .map(column -> {
                        String label = column.label().in(words.language().tag());
                        String called = label.equals(column.name()) ? label : label + " (" + column.name() + ")";
                        Grain grain = terms.grain(column);
                        return grain.equals(Grain.EXACT)
                                ? called
                                : words.of("agreements.column.grain", called, GrainWords.of(grain, words));
                    })
                    .collect(Collectors.joining("\n"));
        }

        String rows() {
            return terms.rows().isEmpty() ? words.of("agreements.rows.all") : terms.rows();
        }

        String basis() {
            return words.of("agreements.basis." + terms.basis().apiName());
        }

        String duration() {
            return words.of("agreements.duration", words.date(terms.from()), words.date(terms.until()));
        }
    }
}
