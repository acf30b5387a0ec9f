package city.senne.data.chart;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whoever may describe a dataset keeps charts with it, gives them other titles, places one first,
/// removes them. Each act throws AccessRefused.
@Component
public class KeepChart {
    static final int LONGEST_TITLE = 300;
    static final int MOST_CHARTS = 50;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 10;

    private final Catalog catalog;
    private final Vocabulary vocabulary;
    private final SavedCharts charts;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeepChart(Catalog catalog, SavedCharts charts, Access access, Vocabulary vocabulary, Clock clock) {
        this.catalog = catalog;
        this.vocabulary = vocabulary;
        this.charts = charts;
        this.access = access;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Kept(SavedChart chart) implements Outcome {}

        /// Nothing was kept.
        ///
        /// @param word the key of why, with `argument` filled in
        record Wrong(String word, int argument) implements Outcome {}
    }

    /// Keeps the chart that an address asks, as a person would on its page. Throws NoSuchDataset, and
    /// IllegalArgumentException when there is nothing to draw or the title is none.
    ///
    /// @param question such as `kind=bar&group=species`, in names of fields without signs that an address escapes
    @Transactional
    public void keep(Viewer viewer, String id, String question, Translated title) {
        Dataset dataset = catalog.dataset(viewer, id);
        PageAddress address = PageAddress.of("/datasets/" + id + "/chart");
        for (String each : question.split("&")) {
            String[] said = each.split("=", 2);
            address = address.plus(said[0], said[1]);
        }
        Words words = vocabulary.in(Language.FR);
        List<Field> fields =
                dataset.fields(dataset.current(), words.language().tag()).fields();
        ChartAsked asked = ChartAsked.read(address, fields, words)
                .filter(read -> read.rows().ignored().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(question));
        if (keep(viewer, dataset, asked, title) instanceof Outcome.Wrong wrong) {
            throw new IllegalArgumentException(wrong.word());
        }
    }

    @Transactional
    public Outcome keep(Viewer viewer, Dataset dataset, ChartAsked asked, Translated title) {
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        Optional<Outcome> wrong = wrong(title);
        if (wrong.isPresent()) return wrong.get();
        if (charts.list(dataset.id()).size() >= MOST_CHARTS) {
            return new Outcome.Wrong("chart.save.too-many", MOST_CHARTS);
        }
        SavedChart chart = new SavedChart(newId(), dataset.id(), title, asked.settled());
        charts.insert(chart, clock.instant());
        return new Outcome.Kept(chart);
    }

    @Transactional
    public Outcome rename(Viewer viewer, Dataset dataset, SavedChart chart, Translated title) {
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        Optional<Outcome> wrong = wrong(title);
        if (wrong.isPresent()) return wrong.get();
        charts.rename(chart, title);
        return new Outcome.Kept(new SavedChart(chart.id(), chart.dataset(), title, chart.question()));
    }

    /// The first one is shown with the dataset itself.
    @Transactional
    public void placeFirst(Viewer viewer, Dataset dataset, SavedChart chart) {
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        charts.placeFirst(chart);
    }

    @Transactional
    public void delete(Viewer viewer, Dataset dataset, SavedChart chart) {
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        charts.delete(chart);
    }

    private static Optional<Outcome> wrong(Translated title) {
        if (title.isEmpty()) return Optional.of(new Outcome.Wrong("chart.save.title-needed", 0));
        boolean isLong = title.byLanguage().values().stream().anyMatch(text -> text.length() > LONGEST_TITLE);
        return isLong ? Optional.of(new Outcome.Wrong("chart.save.title-long", LONGEST_TITLE)) : Optional.empty();
    }

    private String newId() {
        return random.ints(ID_LENGTH, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
