package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts without case and accents, so that `crèche`, `CRECHE` and `creche` find each other.
final class SearchText {
    private static final Transliterator FOLD = Transliterator.getInstance("NFKD; [:Nonspacing Mark:] Remove; NFC");

    private SearchText() {}

    static List<String> words(String search) {
        return Arrays.stream(fold(search).split("[\\s\\p{Cntrl}]+"))
                .filter(word -> !word.isEmpty())
                .limit(20)
                .toList();
    }

    /// Everything by which a dataset can be found.
    static String of(DatasetId id, Dataset.Description description, TableSchema schema) {
        Stream<String> texts = Stream.of(
                        Stream.of(id.value()),
                        description.publisher().byLanguage().values().stream(),
                        description.title().byLanguage().values().stream(),
                        description.text().byLanguage().values().stream(),
                        description.keywords().stream(),
                        description.themes().stream()
                                .flatMap(theme -> Stream.of("fr", "nl", "en").map(in -> Theme.nameOf(theme, in))),
                        description.fields().values().stream()
                                .flatMap(notes -> notes.label().byLanguage().values().stream()),
                        schema.fields().stream().map(Field::label),
                        schema.fields().stream().map(Field::name))
                .flatMap(stream -> stream);
        return fold(texts.collect(Collectors.joining(" ")));
    }

    private static String fold(String text) {
        return FOLD.transliterate(text).toLowerCase(Locale.ROOT);
    }
}
