package city.senne.data.explore;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Portal;
import city.senne.trust.identity.Viewer;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The surroundings of an address, found in a dataset of addresses that the operator chose: streets in two
/// languages, house numbers in a column of their own.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AroundTest {
    private static final Pattern PLACE = Pattern.compile(
            "<li>\\s*<a href=\"/datasets/fontaines/records/[^\"]+\">([^<]+)</a>\\s*<span[^>]*>([^<]*)</span>");

    @LocalServerPort
    private int port;

    @Autowired
    private CurrentPortal current;

    private Portal before;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        var addresses = new StringBuilder("Rue (FR);Straat (NL);Numéro;Quartier (FR);Wijk (NL);Latitude;Longitude\n");
        addresses.append("quai de l'Étoile;Sterkaai;;;;50.8500;4.3500\n");
        for (int house = 1; house <= 120; house++) {
            addresses.append(
                    "quai de l'Étoile;Sterkaai;%d;Les Îles;De Eilanden;%s;4.3500\n".formatted(house, north(house)));
            addresses.append(
                    "rue du Gué;Voordestraat;%d;Les Îles;De Eilanden;%s;4.4000\n".formatted(house, north(house)));
        }
        publish(publishFile, folder, "adresses-autour", addresses.toString());
        var fountains = new StringBuilder("Nom;Débit;Localisation\n");
        // One every 111 metres to the north of house 100.
        for (int i = 0; i < 40; i++) {
            fountains.append("Fontaine %d;%d;\"%s,4.3500\"\n".formatted(i, i, north(100 + i * 10)));
        }
        publish(publishFile, folder, "fontaines", fountains.toString(), """
                fields:
                  Débit: {label: {fr: Débit, nl: Debiet}, unit: l/s}
                """);
        publish(publishFile, folder, "recettes-autour", "An;Montant\n2024;3\n2025;4\n");
        before = current.portal();
        current.keep(current.kept().revision(), before.maps(before.basemap(), "adresses-autour"), "test", null);
    }

    /// Other tests use the same house.
    @AfterAll
    void leave_everything_as_it_was() {
        current.keep(current.kept().revision(), before, "test", null);
    }

    private static void publish(PublishFile publishFile, Path folder, String id, String text) throws Exception {
        publish(publishFile, folder, id, text, "");
    }

    private static void publish(PublishFile publishFile, Path folder, String id, String text, String said)
            throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), text);
        publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n" + said);
    }

    private static String north(int house) {
        return String.format(Locale.ROOT, "%.4f", 50.8000 + house / 10_000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "quai de l'Étoile 100, 'quai de l''Étoile, 100, Les Îles', fr",
        "100 QUAI ETOILE, 'quai de l''Étoile, 100, Les Îles', fr",
        "etoille 100, 'quai de l''Étoile, 100, Les Îles', fr",
        "sterkaai 100, 'Sterkaai, 100, De Eilanden', nl",
        "quai de l'etoile 100, 'Sterkaai, 100, De Eilanden', nl",
        "quai de l'etoile 100, 'quai de l''Étoile, 100, Les Îles', en",
    })
    void an_address_is_found_however_it_is_written(String typed, String name, String language) throws Exception {
        for (String page : List.of("map", "table")) {
            HttpResponse<String> found =
                    get("/datasets/fontaines/" + page + "?within=250&lang=" + language + "&around=" + encoded(typed));
            assertThat(found.statusCode()).isEqualTo(303);
            assertThat(goal(found))
                    .contains("near=50.810000,4.350000")
                    .contains("within=250")
                    .endsWith("around=" + name);
        }
    }

    @Test
    void the_map_lists_what_is_near_the_nearest_first_with_its_distance() throws Exception {
        String page = get("/datasets/fontaines/map?near=50.81,4.35&within=250&around=Chez%20nous&lang=en")
                .body();
        assertThat(page)
                .contains("3 results within 250 m of “Chez nous”")
                .containsSubsequence(
                        "<a href=\"#nearest-places\">",
                        "the list is below the map",
                        "<senne-map",
                        "<h2 id=\"nearest-places\"")
                .contains("data-near=\"50.810000, 4.350000\" data-within=\"250\"".replace("\" data", "\"\n    data"));
        assertThat(places(page)).containsExactly("Fontaine 0 – 0 m", "Fontaine 1 – 110 m", "Fontaine 2 – 220 m");
    }

    @Test
    void a_search_that_was_corrected_is_headed_by_what_was_found() throws Exception {
        String page = get("/datasets?q=fontianes&lang=en").body();
        assertThat(page)
                .containsPattern("<h1>[^<]*datasets? for “fontaines”</h1>")
                .contains("Nothing was found for “fontianes”")
                .doesNotContain("No dataset for");
    }

    @Test
    void a_search_of_which_only_some_words_are_found_offers_what_has_them() throws Exception {
        String page = get("/datasets?q=fontaines%20kangourou%20quokka&lang=en").body();
        assertThat(page)
                .contains("No dataset for “fontaines kangourou quokka”", "No dataset bears all these words")
                .contains("<h3><a href=\"/datasets/fontaines\">")
                .doesNotContain("Try another word");
        assertThat(get("/datasets?q=kangourou%20quokka&lang=en").body())
                .contains("Try another word")
                .doesNotContain("No dataset bears all these words");
    }

    @Test
    void behind_the_last_page_stands_the_last_page() throws Exception {
        HttpResponse<String> answer = get("/datasets?q=fontaines&page=99");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/datasets?q=fontaines&page=1");
    }

    @Test
    void what_a_place_says_has_its_label_and_unit_and_comes_before_where_it_is() throws Exception {
        String list = get("/datasets/fontaines/map?lang=nl").body();
        assertThat(list)
                .containsPattern("Fontaine 0</a>\\s*<p class=\"places__details\"><span>Debiet: 0\u00a0l/s</span>")
                .doesNotContain("50.810000");
        Matcher link =
                Pattern.compile("/datasets/fontaines/records/[0-9a-f]{40}").matcher(list);
        assertThat(link.find()).isTrue();
        assertThat(get(link.group() + "?lang=fr").body())
                .containsSubsequence(
                        "<h2 id=\"record\">Fontaine 0</h2>",
                        "/datasets/fontaines/map?near=50.810000%2C4.350000&amp;within=250&amp;around=Fontaine%200\"",
                        "<dt>Nom</dt>",
                        "<dd>0\u00a0l/s</dd>",
                        "class=\"record__place\"",
                        "50.810000");
    }

    @Test
    void where_nothing_is_near_the_nearest_beyond_are_told() throws Exception {
        String page = get("/datasets/fontaines/map?near=50.80,4.35&within=500&around=Ici&lang=en")
                .body();
        assertThat(page).contains("No result within 500 m of “Ici”").contains("The nearest beyond");
        assertThat(places(page)).hasSize(5).startsWith("Fontaine 0 – 1.1 km");
    }

    @Test
    void table_chart_api_and_export_know_the_surroundings_too() throws Exception {
        String around = "?near=50.81,4.35&within=450";
        String table = get("/datasets/fontaines/table" + around + "&lang=en").body();
        assertThat(table).contains("5 rows of 40").contains("Within 450 m of “50.810000, 4.350000”");
        Matcher same = Pattern.compile("<code>http://[^/]+(/api[^<]+)</code>").matcher(table);
        assertThat(same.find()).isTrue();
        assertThat(get(same.group(1).replace("&amp;", "&")).body())
                .contains("\"total_count\":5")
                .containsSubsequence("Fontaine 0", "Fontaine 1", "Fontaine 4")
                .doesNotContain("Fontaine 5");
        assertThat(get("/datasets/fontaines/chart" + around + "&lang=en").body())
                .contains("Within 450 m of");
    }

    @Test
    void other_conditions_and_the_surroundings_leave_each_other_alone() throws Exception {
        String narrowed = "/datasets/fontaines/table?from.debit=2&near=50.81,4.35&within=600&lang=en";
        String page = get(narrowed).body();
        assertThat(page)
                .contains("4 rows of 40")
                .contains("<input type=\"hidden\" name=\"near\" value=\"50.81,4.35\">")
                .contains("<input type=\"hidden\" name=\"from.debit\" value=\"2\">")
                .contains("href=\"/datasets/fontaines/table?from.debit=2#rows\"");
        assertThat(goal(get("/datasets/fontaines/table?from.debit=2&within=600&around=" + encoded("Étoile 100"))))
                .contains("from.debit=2");
    }

    @Test
    void several_places_that_may_be_meant_are_offered_streets_before_their_houses() throws Exception {
        HttpResponse<String> page = get("/datasets/fontaines/map?within=250&lang=fr&around=etoile%20q");
        assertThat(page.statusCode()).isEqualTo(200);
        List<String> choices = choices(page);
        assertThat(choices)
                .hasSize(8)
                .startsWith("quai de l'Étoile", "quai de l'Étoile, 1, Les Îles", "quai de l'Étoile, 2, Les Îles");
        URI proposed = URI.create("http://localhost:" + port + "/places?q=etoile&lang=fr");
        try (InputStream answer = proposed.toURL().openStream()) {
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("[{\"name\":\"quai de l'Étoile\",\"latitude\":50.85,\"longitude\":4.35},");
        }
    }

    @Test
    void where_the_house_is_not_known_its_neighbours_are_offered() throws Exception {
        HttpResponse<String> page = get("/datasets/fontaines/map?lang=fr&around=" + encoded("rue du Gué 122"));
        assertThat(page.body()).contains("ce numéro n’est pas parmi les adresses");
        assertThat(choices(page)).startsWith("rue du Gué, 120, Les Îles", "rue du Gué, 119, Les Îles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzz", "', 1) or true", "\"", "%00", "rue rue rue rue a b c d e f g h i j k l m n o"})
    void what_is_no_place_is_said_to_be_none(String typed) throws Exception {
        HttpResponse<String> page =
                get("/datasets/fontaines/map?lang=en&around=" + (typed.startsWith("%") ? typed : encoded(typed)));
        assertThat(page.statusCode()).isIn(200, 400);
        if (page.statusCode() == 200) assertThat(page.body()).contains("No place is called");
    }

    @Test
    void a_word_that_no_address_has_is_not_looked_for() throws Exception {
        // Folded it is twice as long: more than a search takes.
        HttpResponse<String> page = get("/datasets/fontaines/map?lang=en&around=" + encoded("ß".repeat(100)));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("No place is called");
    }

    @ParameterizedTest
    @CsvSource({"'91,4'", "'NaN,4'", "'50.81'", "'1e9,2'"})
    void a_position_that_is_none_is_left_aside_aloud(String near) throws Exception {
        assertThat(get("/datasets/fontaines/table?lang=en&near=" + encoded(near))
                        .body())
                .contains("40 rows")
                .contains("was not understood");
    }

    @Test
    void coordinates_are_a_place_too() throws Exception {
        assertThat(goal(get("/datasets/fontaines/map?around=" + encoded("50.81, 4.35"))))
                .contains("near=50.810000,4.350000");
    }

    @ParameterizedTest
    @CsvSource({
        "fontaines quai de l'Étoile 100, Around “quai de l'Étoile 100”, quai de l'Étoile 100, en",
        "Fontaines rue du Gué, Autour de « rue du Gué », rue du Gué, fr",
        "fontaines sterkaai 100, Rond “sterkaai 100”, sterkaai 100, nl",
        "Fontaines près de la rue du Gué 3, Autour de « rue du Gué 3 », rue du Gué 3, fr",
        "quai de l'Étoile 100, Around “quai de l'Étoile 100”, quai de l'Étoile 100, en",
        "'fontaines 50.81, 4.35', Around “50.81 4.35”, 50.81 4.35, en",
    })
    void a_search_for_something_at_an_address_opens_it_around_there(
            String search, String told, String address, String language) throws Exception {
        String page =
                get("/datasets?lang=" + language + "&q=" + encoded(search)).body();
        assertThat(page.replace('\u00a0', ' ')).contains(told + "</h2>");
        assertThat(page)
                .contains("href=\"/datasets/fontaines/map?around="
                        + encoded(address).replace("+", "%20") + "\"");
    }

    @Test
    void a_search_that_finds_datasets_or_no_address_is_answered_as_ever() throws Exception {
        assertThat(get("/datasets?lang=en&q=fontaines").body()).doesNotContain("search-around");
        assertThat(get("/datasets?lang=en&q=" + encoded("fontaines boulevard Inconnu 3"))
                        .body())
                .contains("No dataset for")
                .doesNotContain("search-around");
        assertThat(get("/datasets?lang=en&q=" + encoded("licornes quai de l'Étoile 100"))
                        .body())
                .doesNotContain("search-around");
        assertThat(get("/datasets?lang=en&q=" + encoded("x ".repeat(99))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_value_of_a_facet_that_says_nothing_is_none() throws Exception {
        assertThat(get("/datasets?theme=%00&keyword=%20%00").body()).doesNotContain("class=\"chosen\"");
    }

    @Test
    void a_dataset_without_places_offers_no_surroundings() throws Exception {
        assertThat(get("/datasets/recettes-autour/table").body()).doesNotContain("class=\"around\"");
        assertThat(get("/datasets/recettes-autour/table?near=50.81,4.35&lang=en")
                        .body())
                .contains("was not understood");
    }

    private static List<String> choices(HttpResponse<String> page) {
        return Pattern.compile("<li><a href=\"[^\"]*near=[^\"]*\">([^<]+)</a>")
                .matcher(page.body())
                .results()
                .map(choice -> choice.group(1))
                .toList();
    }

    private static List<String> places(String page) {
        return PLACE.matcher(page)
                .results()
                .map((MatchResult place) -> place.group(1).replaceFirst(",.*", "") + " – " + place.group(2))
                .toList();
    }

    private static String goal(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        return URLDecoder.decode(URI.create(location).getRawQuery().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return Steward.stranger(port).get(path);
    }
}
