package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.trust.access.Stage;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// By what a search in the catalogue is narrowed. The name in lower case is the parameter in addresses.
public enum CatalogueFacet {
    /// A code of [Theme], or words of the publisher's own.
    THEME,
    /// As it is called in any language.
    PUBLISHER,
    /// As it is in any language.
    KEYWORD,
    /// `map`, `series` or `file`.
    FEATURE,
    /// The year of the last change.
    YEAR,
    /// `draft`: among those that the reader may see.
    STAGE;

    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CatalogueFacet> find(String parameter) {
        for (CatalogueFacet facet : values()) {
            if (facet.parameter().equals(parameter)) return Optional.of(facet);
        }
        return Optional.empty();
    }

    /// A value of a facet.
    ///
    /// @param count of the datasets found that bear it
    public record Value(String value, long count) {}

    /// Whether its values are kept and counted once for each language of the pages.
    boolean isTranslated() {
        return this == PUBLISHER || this == KEYWORD;
    }

    /// How a value is kept.
    String key(String value, String language) {
        return parameter() + (isTranslated() ? "." + language : "") + ":" + value;
    }

    /// Everything under which a dataset is counted.
    static List<String> of(Dataset dataset) {
        Dataset.Description said = dataset.description();
        List<String> keys = new ArrayList<>();
        said.themes().forEach(theme -> keys.add(THEME.key(theme, "")));
        for (String language : SearchText.LANGUAGES) {
            said.keywords().in(language).forEach(keyword -> keys.add(KEYWORD.key(keyword, language)));
            if (!said.publisher().isEmpty())
                keys.add(PUBLISHER.key(said.publisher().in(language), language));
        }
        if (dataset.subject().tellsFields()) keys.addAll(features(dataset));
        keys.add(YEAR.key(
                String.valueOf(dataset.modified().atOffset(ZoneOffset.UTC).getYear()), ""));
        if (dataset.stage() == Stage.DRAFT) keys.add(STAGE.key("draft", ""));
        return keys.stream().distinct().toList();
    }

    private static List<String> features(Dataset dataset) {
        List<String> keys = new ArrayList<>();
        if (has(dataset, field -> field.type().isGeo())) keys.add(FEATURE.key("map", ""));
        if (has(dataset, field -> field.type() == FieldType.DATE || field.type() == FieldType.DATETIME)) {
            keys.add(FEATURE.key("series", ""));
        }
        if (has(dataset, field -> field.type() == FieldType.FILE)) keys.add(FEATURE.key("file", ""));
        return keys;
    }

    private static boolean has(Dataset dataset, Predicate<Field> wanted) {
        return dataset.current().schema().fields().stream().anyMatch(wanted);
    }
}
