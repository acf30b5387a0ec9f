package city.senne.platform.web;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What stands in a form, by the names of its inputs: `title.fr`, `theme.ENVI`.
///
/// @param values a box that is not ticked is not there
public record Entries(Map<String, String> values) {
    public Entries() {
        this(new LinkedHashMap<>());
    }

    /// What somebody filled in. Inputs that come several times, and those of the site itself, are left out.
    public static Entries of(HttpServletRequest request) {
        Entries entries = new Entries();
        request.getParameterMap().forEach((name, given) -> {
            if (!name.startsWith("_") && given.length == 1) entries.put(name, given[0]);
        });
        return entries;
    }

    /// What was looked at when the form was made; 0 for none.
    public int revision() {
        String said = text("revision");
        return said.matches("\\d{1,9}") ? Integer.parseInt(said) : 0;
    }

    public void put(String name, String text) {
        values.put(name, text);
    }

    public void put(String name, Translated texts) {
        texts.byLanguage().forEach((language, text) -> values.put(name + "." + language, text));
    }

    /// Empty when the form has no such input.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isTicked(String name) {
        return values.containsKey(name);
    }

    /// The same without blanks around it, on one line.
    public String line(String name) {
        return plain(text(name)).strip().replaceAll("\\s+", " ");
    }

    /// The texts in the languages of the pages. Ends of lines are as in Markdown: browsers send others.
    ///
    /// @param before its other languages may be changed too; those that the form does not offer stay as they were
    public Translated translated(String name, Translated before) {
        Map<String, String> texts = new TreeMap<>(before.byLanguage());
        values.forEach((input, text) -> {
            if (!input.startsWith(name + ".")) return;
            String language = input.substring(name.length() + 1);
            if (!before.byLanguage().containsKey(language) && !isOffered(language)) return;
            String clean = plain(text.replace("\r\n", "\n")).strip();
            if (clean.isEmpty()) texts.remove(language);
            else texts.put(language, clean);
        });
        return new Translated(texts);
    }

    /// Without what PostgreSQL cannot keep, and what makes text look as if its letters stood in another order than they
    /// do: nobody is to read something else than what she signs.
    public static String plain(String text) {
        return text.replaceAll("[\\x00\\u202A-\\u202E\\u2066-\\u2069]", "");
    }

    private static boolean isOffered(String language) {
        return Arrays.stream(Language.values()).anyMatch(each -> each.tag().equals(language));
    }

    /// What follows the prefix in the names of all inputs that are there.
    public List<String> names(String prefix) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
