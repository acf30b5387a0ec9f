package city.senne.data.stewardship;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DescriptionMistake;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.PageLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a page with a form about a dataset shows.
///
/// @param entries of the form
/// @param revision that the entries are to take the place of
/// @param errors by the name of the input
/// @param theirs what somebody else kept meanwhile, by the name of the input, where it differs; empty without
/// @param languages of the texts
/// @param shown the language whose texts are in sight, or `all`
public record EditSheet(
        Dataset dataset,
        Entries entries,
        int revision,
        Map<String, String> errors,
        Map<String, String> theirs,
        List<String> languages,
        String shown) {
    static final String ALL = "all";

    /// @param entries also say which language is in sight, if somebody chose one
    static EditSheet of(Dataset dataset, Entries entries, List<String> languages, Words words) {
        String chosen = entries.text("shown");
        return new EditSheet(
                dataset,
                entries,
                dataset.revision(),
                Map.of(),
                Map.of(),
                languages,
                chosen.equals(ALL) || languages.contains(chosen)
                        ? chosen
                        : words.language().tag());
    }

    /// The same with what is wrong, each beside its input; the first one is in sight.
    EditSheet wrong(List<DescriptionMistake> mistakes, Words words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (DescriptionMistake mistake : mistakes) {
            String titled = shown.equals(ALL) ? words.language().tag() : shown;
            String input = mistake.place().equals("title") ? "title." + titled : mistake.place();
            said.putIfAbsent(input, words.of(mistake.word(), mistake.argument()));
        }
        String first = languages.stream()
                .filter(language -> !shown.equals(ALL))
                .filter(language -> said.keySet().stream().limit(1).anyMatch(input -> input.endsWith("." + language)))
                .findFirst()
                .orElse(shown);
        return new EditSheet(dataset, entries, entries.revision(), said, theirs, languages, first);
    }

    /// The same with one thing that is wrong.
    EditSheet wrong(String input, String said) {
        return new EditSheet(dataset, entries, entries.revision(), Map.of(input, said), theirs, languages, shown);
    }

    /// The same with what was kept meanwhile; sending it again takes the place of that.
    EditSheet besides(Entries kept) {
        Map<String, String> different = new LinkedHashMap<>();
        Set<String> inputs = new TreeSet<>(kept.values().keySet());
        inputs.addAll(entries.values().keySet());
        for (String input : inputs) {
            boolean ours = input.equals("revision") || input.equals("shown") || input.equals("page");
            String mine = entries.text(input).replace("\r\n", "\n").strip();
            if (!ours && !mine.equals(kept.text(input).strip())) different.put(input, kept.text(input));
        }
        return new EditSheet(dataset, entries, revision, errors, different, languages, shown);
    }

    /// The field as its delivery calls it in a language.
    public Field delivered(Field field, String language) {
        return dataset.current().fields(language).findField(field.name()).orElse(field);
    }

    /// What questions call the field of a column.
    public String called(Field delivered) {
        return dataset.findField(delivered.name()).map(Field::name).orElse(delivered.name());
    }

    /// Whether something is wrong with one of these inputs, or differs from what somebody else kept meanwhile.
    public boolean isOpen(String... prefixes) {
        return Stream.of(errors, theirs)
                .flatMap(said -> said.keySet().stream())
                .anyMatch(input -> Stream.of(prefixes).anyMatch(input::startsWith));
    }

    public String path() {
        return "/datasets/" + dataset.id().value();
    }

    public String error(String name) {
        return errors.getOrDefault(name, "");
    }

    public String languageName(String language, Words words) {
        if (language.equals(Translated.UNDETERMINED)) return words.of("stewardship.language.unsaid");
        return Language.find(language).map(Language::ownName).orElse(language);
    }

    public String title(Words words) {
        return dataset.title(words.language().tag());
    }

    public List<PageLink> crumbs(Words words) {
        return crumbs(dataset, words);
    }

    public static List<PageLink> crumbs(Dataset dataset, Words words) {
        return List.of(
                PageLink.to(words.of("explore.datasets"), "/datasets"),
                PageLink.to(
                        dataset.title(words.language().tag()),
                        "/datasets/" + dataset.id().value()),
                PageLink.here(words.of("stewardship.edit")));
    }
}
