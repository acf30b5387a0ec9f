package city.senne.data.sources;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.DescriptionMistake;
import city.senne.data.catalog.Frequency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Gathers what a portal says of a dataset, in the words of a description file: what is empty is left out.
final class Told {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int LONGEST_EMAIL = 254;
    private static final String FREQUENCIES = "http://publications.europa.eu/resource/authority/frequency/";
    /// Words of portals for what the EU's table of frequencies names otherwise.
    private static final Map<String, String> FREQUENCY = Map.ofEntries(
            Map.entry("continuous", "update_cont"),
            Map.entry("cont", "update_cont"),
            Map.entry("realtime", "update_cont"),
            Map.entry("real-time", "update_cont"),
            Map.entry("hourly", "hourly"),
            Map.entry("daily", "daily"),
            Map.entry("quotidienne", "daily"),
            Map.entry("weekly", "weekly"),
            Map.entry("hebdomadaire", "weekly"),
            Map.entry("monthly", "monthly"),
            Map.entry("mensuelle", "monthly"),
            Map.entry("quarterly", "quarterly"),
            Map.entry("trimestrielle", "quarterly"),
            Map.entry("biannually", "annual_2"),
            Map.entry("semestrielle", "annual_2"),
            Map.entry("annual", "annual"),
            Map.entry("annually", "annual"),
            Map.entry("yearly", "annual"),
            Map.entry("annuelle", "annual"),
            Map.entry("irregular", "irreg"),
            Map.entry("irreg", "irreg"),
            Map.entry("never", "never"));

    private final ObjectNode words = JsonMapper.shared().createObjectNode();

    /// A free id that resembles the portal's.
    Told id(String remoteId) {
        words.put("id", DatasetId.from(remoteId).value());
        return this;
    }

    /// A text of one line in one language.
    ///
    /// @param language of the text, or anything else where that is not known
    Told line(String word, String language, String text) {
        return said(word, language, text.strip().replaceAll("\\s+", " "), DescriptionMistake.LONGEST_LINE);
    }

    /// A text of a few lines, about a field.
    Told note(String word, String language, String text) {
        return said(word, language, text, DescriptionMistake.LONGEST_NOTE);
    }

    Told text(String word, String language, String text) {
        return said(word, language, text, DescriptionMistake.LONGEST_TEXT);
    }

    private Told said(String word, String language, String text, int longest) {
        String storable = text.replace("\0", "");
        if (storable.isBlank()) return this;
        String kept = storable.length() > longest ? storable.substring(0, longest - 1) + "…" : storable;
        if (LANGUAGES.contains(language)) words.withObject("/" + word).put(language, kept);
        else if (!words.has(word)) words.put(word, kept);
        return this;
    }

    /// An address needs a name, as people see it.
    Told licence(String name, String address) {
        boolean isAddress = address.toLowerCase(Locale.ROOT).matches("https?://\\S+");
        line("licence", "", name.isBlank() && isAddress ? address : name);
        return isAddress ? value("licence_url", address) : this;
    }

    /// Years, months or days.
    Told period(String from, String until) {
        ObjectNode period = words.objectNode();
        if (Coverage.firstDay(from).isPresent()) period.put("from", from);
        if (Coverage.firstDay(until).isPresent()) period.put("until", until);
        if (!period.isEmpty()) words.set("period", period);
        return this;
    }

    Told contact(String name, String email) {
        ObjectNode contact = words.objectNode();
        String person = name.replace("\0", "").strip();
        if (!person.isEmpty()) contact.put("name", person);
        if (email.length() <= LONGEST_EMAIL && email.strip().matches("[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;]+"))
            contact.put("email", email.strip());
        if (!contact.isEmpty()) words.set("contact", contact);
        return this;
    }

    Told value(String word, String value) {
        if (!value.isBlank()) words.put(word, value.strip());
        return this;
    }

    Told list(String word, Collection<String> values) {
        List<String> said = keptWords(values);
        if (!said.isEmpty()) said.forEach(words.withArray("/" + word)::add);
        return this;
    }

    private static List<String> keptWords(Collection<String> values) {
        return values.stream()
                .map(each -> each.replace("\0", "").strip())
                .filter(each -> !each.isEmpty() && each.length() <= DescriptionMistake.LONGEST_KEYWORD)
                .distinct()
                .limit(DescriptionMistake.MOST_KEYWORDS)
                .toList();
    }

    /// @param words by language, under the empty word those of none
    Told keywords(Map<String, List<String>> words) {
        Map<String, List<String>> known = new TreeMap<>(words);
        List<String> undetermined = new ArrayList<>();
        known.entrySet().removeIf(each -> {
            boolean isUnknown = !LANGUAGES.contains(each.getKey());
            if (isUnknown) undetermined.addAll(each.getValue());
            return isUnknown;
        });
        if (known.isEmpty()) return list("keywords", undetermined);
        // A list in no language has no place beside those in languages: it joins the first.
        known.values().iterator().next().addAll(undetermined);
        ObjectNode languages = words().objectNode();
        known.forEach((language, said) -> {
            List<String> kept = keptWords(said);
            if (!kept.isEmpty()) kept.forEach(languages.withArray("/" + language)::add);
        });
        if (!languages.isEmpty()) this.words.set("keywords", languages);
        return this;
    }

    /// @return whether it is a frequency that is known here
    boolean frequency(String said) {
        String word = said.strip();
        String bare = word.startsWith(FREQUENCIES) ? word.substring(FREQUENCIES.length()) : word;
        String code = bare.toLowerCase(Locale.ROOT);
        boolean isOurs = Arrays.stream(Frequency.values())
                .anyMatch(each -> each != Frequency.UNKNOWN && each.apiName().equals(code));
        String known = isOurs ? code : FREQUENCY.get(code);
        if (known != null) words.put("frequency", known);
        return known != null;
    }

    ObjectNode words() {
        return words;
    }
}
