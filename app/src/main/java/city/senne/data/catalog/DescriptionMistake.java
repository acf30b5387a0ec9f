package city.senne.data.catalog;

import city.senne.data.catalog.Dataset.Description;
import city.senne.platform.i18n.Translated;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Why a description cannot be kept as it is.
///
/// @param place such as `title`, `text.fr`, `contact.email`, `fields.hauteur_m.label.nl`
/// @param word the key of what is wrong, with `argument` filled in
public record DescriptionMistake(String place, String word, Object argument) {
    public static final int LONGEST_LINE = 300;
    public static final int LONGEST_TEXT = 50_000;
    public static final int LONGEST_NOTE = 2_000;
    public static final int LONGEST_KEYWORD = 100;
    public static final int MOST_KEYWORDS = 100;
    public static final int LONGEST_UNIT = 40;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]{2,}");

    /// @param before what is kept now: it is not called wrong, whatever it is
    public static List<DescriptionMistake> in(Description said, Description before) {
        List<DescriptionMistake> found = new ArrayList<>();
        if (said.title().isEmpty()) found.add(new DescriptionMistake("title", "catalog.wrong.title-needed", ""));
        tooLong(found, "title", said.title(), LONGEST_LINE);
        tooLong(found, "text", said.text(), LONGEST_TEXT);
        tooLong(found, "publisher", said.publisher(), LONGEST_LINE);
        tooLong(found, "contact.name", said.contact().name(), LONGEST_LINE);
        tooLong(found, "licence", said.licence(), LONGEST_LINE);
        String email = said.contact().email();
        if (!email.isEmpty() && !isEmail(email)) {
            found.add(new DescriptionMistake("contact.email", "catalog.wrong.email", email));
        }
        if (!said.licenceUrl().isEmpty() && !said.licenceUrl().equals(before.licenceUrl())) {
            if (!isWebAddress(said.licenceUrl())) {
                found.add(new DescriptionMistake("licenceUrl", "catalog.wrong.address", said.licenceUrl()));
            } else if (said.licence().isEmpty()) {
                found.add(new DescriptionMistake("licence", "catalog.wrong.licence-name-needed", ""));
            }
        }
        said.keywords().byLanguage().forEach((language, keywords) -> {
            String place = "keywords." + language;
            if (keywords.size() > MOST_KEYWORDS) {
                found.add(new DescriptionMistake(place, "catalog.wrong.too-many", MOST_KEYWORDS));
            }
            keywords.stream()
                    .filter(keyword -> keyword.length() > LONGEST_KEYWORD)
                    .limit(1)
                    .forEach(keyword ->
                            found.add(new DescriptionMistake(place, "catalog.wrong.keyword-too-long", keyword)));
        });
        said.themes().stream()
                .filter(theme ->
                        theme.length() > LONGEST_KEYWORD && !before.themes().contains(theme))
                .limit(1)
                .forEach(_ -> found.add(new DescriptionMistake("themes", "catalog.wrong.too-long", LONGEST_KEYWORD)));
        coverage(found, said.coverage());
        said.fields().forEach((name, notes) -> {
            String place = "fields." + name + ".";
            tooLong(found, place + "label", notes.label(), LONGEST_LINE);
            tooLong(found, place + "description", notes.description(), LONGEST_NOTE);
            tooLong(found, place + "unit", Objects.requireNonNullElse(notes.unit(), ""), LONGEST_UNIT);
        });
        return List.copyOf(found);
    }

    private static void coverage(List<DescriptionMistake> found, Coverage said) {
        tooLong(found, "territory", said.territory(), LONGEST_LINE);
        if (!said.from().isEmpty() && Coverage.firstDay(said.from()).isEmpty()) {
            found.add(new DescriptionMistake("from", "catalog.wrong.day", said.from()));
        }
        if (!said.until().isEmpty() && Coverage.firstDay(said.until()).isEmpty()) {
            found.add(new DescriptionMistake("until", "catalog.wrong.day", said.until()));
        } else if (said.endsBeforeItBegins()) {
            found.add(new DescriptionMistake("until", "catalog.wrong.period", said.from()));
        }
    }

    private static void tooLong(List<DescriptionMistake> found, String place, Translated said, int longest) {
        said.byLanguage().forEach((language, text) -> tooLong(found, place + "." + language, text, longest));
    }

    private static void tooLong(List<DescriptionMistake> found, String place, String text, int longest) {
        if (text.length() > longest) found.add(new DescriptionMistake(place, "catalog.wrong.too-long", longest));
    }

    public static boolean isEmail(String text) {
        return text.length() <= LONGEST_LINE && EMAIL.matcher(text).matches();
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null && text.length() <= LONGEST_TEXT;
        } catch (java.net.URISyntaxException notAnAddress) {
            return false;
        }
    }
}
