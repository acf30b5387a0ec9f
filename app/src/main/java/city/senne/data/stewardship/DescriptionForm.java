package city.senne.data.stewardship;

import city.senne.data.catalog.AuthorityTable;
import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Description;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Keywords;
import city.senne.data.catalog.Licence;
import city.senne.data.catalog.Theme;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Entries;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The form in which a person describes a dataset, and what it means.
final class DescriptionForm {
    static final String OTHER_LICENCE = "other";

    private DescriptionForm() {}

    /// A description as its form shows it. What is in no language stands in the input of the reader's if that has
    /// nothing else, so that to keep the form is to say its language; where all languages have their own it is left
    /// out.
    static Description shown(Description said, Language reader, Languages languages) {
        UnaryOperator<Translated> shown = text -> {
            Translated settled = text.settledIn(reader.tag());
            return isComplete(settled, languages) ? settled.determined() : settled;
        };
        return new Description(
                shown.apply(said.title()),
                shown.apply(said.text()),
                shown.apply(said.publisher()),
                said.contact(),
                said.licence(),
                said.licenceUrl(),
                keywords(shown.apply(line(said.keywords()))),
                said.themes(),
                said.frequency(),
                new Coverage(
                        shown.apply(said.coverage().territory()),
                        said.coverage().places(),
                        said.coverage().from(),
                        said.coverage().until()),
                said.languages(),
                said.hvdCategories(),
                said.fields());
    }

    private static boolean isComplete(Translated text, Languages languages) {
        return languages.offered().stream()
                .allMatch(language -> text.byLanguage().containsKey(language.tag()));
    }

    /// The form as it shows a description.
    static Entries filled(Description said) {
        Entries form = new Entries();
        form.put("title", said.title());
        form.put("text", said.text());
        form.put("publisher", said.publisher());
        form.put("contact.name", said.contact().name());
        form.put("contact.email", said.contact().email());
        form.put("frequency", said.frequency().apiName());
        form.put("territory", said.coverage().territory());
        form.put("from", said.coverage().from());
        form.put("until", said.coverage().until());
        form.put("keywords", line(said.keywords()));
        boolean usual = Licence.find(said.licence())
                .filter(licence ->
                        said.licenceUrl().isEmpty() || said.licenceUrl().equals(licence.url()))
                .isPresent();
        if (usual || said.licence().isEmpty()) {
            form.put("licence.choice", said.licence());
        } else {
            form.put("licence.choice", OTHER_LICENCE);
            form.put("licence", said.licence());
            form.put("licenceUrl", said.licenceUrl());
        }
        for (String theme : said.themes()) form.put("theme." + theme, "on");
        for (String place : said.coverage().places()) form.put("place." + place, "on");
        for (String language : said.languages()) form.put("language." + language, "on");
        for (String category : said.hvdCategories()) form.put("hvd." + category, "on");
        return form;
    }

    /// What a filled-in form says; what it does not ask for stays as it was.
    static Description read(Entries form, Description before, Language reader, Languages languages) {
        String choice = form.line("licence.choice");
        boolean isOther = choice.equals(OTHER_LICENCE);
        String licence = isOther ? form.line("licence") : choice;
        String licenceUrl = isOther
                ? form.line("licenceUrl")
                : Licence.find(choice).map(Licence::url).orElse("");
        return new Description(
                title(translated(form, "title", before.title(), languages), before.title(), reader),
                translated(form, "text", before.text(), languages),
                translated(form, "publisher", before.publisher(), languages),
                new Dataset.Contact(form.line("contact.name"), form.line("contact.email")),
                licence,
                licenceUrl,
                keywords(translated(form, "keywords", line(before.keywords()), languages)),
                themes(before).stream()
                        .filter(theme -> form.isTicked("theme." + theme))
                        .toList(),
                frequency(form.line("frequency")),
                new Coverage(
                        translated(form, "territory", before.coverage().territory(), languages),
                        ticked(form, "place.", AuthorityTable.PLACE),
                        form.line("from"),
                        form.line("until")),
                ticked(form, "language.", AuthorityTable.LANGUAGE),
                ticked(form, "hvd.", AuthorityTable.HVD_CATEGORY),
                before.fields());
    }

    private static List<String> ticked(Entries form, String prefix, AuthorityTable table) {
        return table.terms().stream()
                .map(AuthorityTable.Term::code)
                .filter(code -> form.isTicked(prefix + code))
                .toList();
    }

    /// A title that was proposed in every language says nothing in those where it was left as it was.
    private static Translated title(Translated said, Translated before, Language reader) {
        if (!before.isUndetermined()) return said;
        String proposed = before.in(Translated.UNDETERMINED);
        Map<String, String> texts = new HashMap<>(said.byLanguage());
        texts.entrySet()
                .removeIf(text ->
                        !text.getKey().equals(reader.tag()) && text.getValue().equals(proposed));
        return texts.isEmpty() ? said : new Translated(texts);
    }

    /// A form that offers a text in languages, but none in no language, says what that one was.
    private static Translated translated(Entries form, String name, Translated before, Languages languages) {
        boolean isSettled =
                !form.names(name + ".").isEmpty() && !form.values().containsKey(name + "." + Translated.UNDETERMINED);
        Translated said = form.translated(name, isSettled ? before.determined() : before);
        return isComplete(said, languages) ? said.determined() : said;
    }

    /// The themes to choose from: the EU's, and those of the publisher's own that are kept.
    static List<String> themes(Description said) {
        Set<String> themes = new LinkedHashSet<>();
        for (Theme theme : Theme.values()) themes.add(theme.name());
        themes.addAll(said.themes());
        return List.copyOf(themes);
    }

    /// The languages of the form: those of the pages, and whichever else something is written in.
    static List<String> languages(List<Translated> texts) {
        Set<String> languages = new LinkedHashSet<>(List.of("fr", "nl", "en"));
        for (Translated text : texts)
            text.byLanguage().keySet().stream().sorted().forEach(languages::add);
        return List.copyOf(languages);
    }

    static List<String> languages(Description said) {
        return languages(List.of(
                said.title(),
                said.text(),
                said.publisher(),
                line(said.keywords()),
                said.coverage().territory()));
    }

    private static Translated line(Keywords keywords) {
        Map<String, String> lines = new HashMap<>();
        keywords.byLanguage().forEach((language, words) -> lines.put(language, String.join(", ", words)));
        return new Translated(lines);
    }

    private static Keywords keywords(Translated lines) {
        Map<String, List<String>> words = new HashMap<>();
        lines.byLanguage()
                .forEach((language, line) -> words.put(
                        language,
                        Arrays.stream(line.split("[,;\\n]"))
                                .map(String::strip)
                                .filter(keyword -> !keyword.isEmpty())
                                .toList()));
        return new Keywords(words);
    }

    private static Frequency frequency(String name) {
        try {
            return Frequency.of(name);
        } catch (IllegalArgumentException unknown) {
            return Frequency.UNKNOWN;
        }
    }
}
