package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Once an administrator has said where addresses are found, every dataset with places can be asked what is near one.
class D06_A_resident_finds_the_creches_near_an_address extends Walk {
    private static final String CRECHES = """
            Crèche;Places;Latitude;Longitude
            Le Nid;21;50.8501;4.3500
            La Ruche;35;50.8520;4.3500
            Les Galopins;42;50.8800;4.3500
            """;

    @TempDir
    private Path folder;

    @Test
    void typing_it() throws Exception {
        given_addresses_are_published_and_chosen("adresses-a-taper");
        given_creches_are_published("creches-a-taper");
        Page page = aPersonWhoReads("fr");
        page.navigate("/datasets/creches-a-taper/map");
        page.locator("#around").pressSequentially("horloge 7");
        assertThat(page.locator("#around-places option").first())
                .hasAttribute("value", "rue de l’Horloge lente 7, Les Iris");
        page.locator("#around").press("Enter");
        assertThat(page.locator("#nearest-places"))
                .hasText("2 résultats à moins de 500 m de « rue de l’Horloge lente 7, Les Iris »");
        assertThat(page.locator(".places li"))
                .hasText(new String[] {"Le Nid 10 m Places : 21", "La Ruche 220 m Places : 35"});
        assertThat(page.locator(".map--drawn")).isVisible();
        Accessible.on_every_screen(page);
        page.locator("#within").selectOption("5000");
        page.locator(".around button").first().click();
        assertThat(page.locator(".places li")).hasCount(3);
        page.locator(".list-head a[href*='/table?near']").click();
        assertThat(page.locator("main tbody tr")).hasCount(3);
        assertThat(page.locator("main tbody tr").first()).containsText("Le Nid");
        Accessible.on_every_screen(page);
    }

    @Test
    void where_she_stands() throws Exception {
        given_addresses_are_published_and_chosen("adresses-ou-je-suis");
        given_creches_are_published("creches-ou-je-suis");
        Page page = aPersonWhoReads("nl");
        page.context().grantPermissions(List.of("geolocation"));
        page.context().setGeolocation(new Geolocation(50.8799, 4.35));
        page.navigate("/datasets/creches-ou-je-suis/map");
        page.locator("[data-here]").click();
        assertThat(page.locator("#nearest-places")).containsText("50.879900, 4.350000");
        assertThat(page.locator(".places li")).containsText(new String[] {"Les Galopins"});
    }

    @Test
    void without_scripts_choosing_among_those_that_may_be_meant() throws Exception {
        given_addresses_are_published_and_chosen("adresses-sans-scripts");
        given_creches_are_published("creches-sans-scripts");
        Page page = aPersonWithoutScriptsWhoReads("en");
        page.navigate("/datasets/creches-sans-scripts/table");
        page.locator("#around").fill("horloge");
        page.locator(".around button").first().click();
        assertThat(page.locator(".around__choices a")).hasCount(8);
        page.locator(".around__choices a").first().click();
        assertThat(page.locator(".chips")).containsText("Within 500 m of “rue de l’Horloge lente 1, Les Iris”");
        assertThat(page.locator("main tbody tr")).hasCount(2);
        page.locator("#around").fill("qwrtzp");
        page.locator(".around button").first().click();
        assertThat(page.locator(".notice--warning")).containsText("No place is called “qwrtzp”");
        assertThat(page.locator("main tbody tr")).hasCount(3);
    }

    private void given_addresses_are_published_and_chosen(String dataset) throws Exception {
        var text = new StringBuilder("Adresse (FR);Adres (NL);Quartier (FR);Latitude;Longitude\n");
        for (int house = 1; house <= 30; house++) {
            text.append(String.format(
                    Locale.ROOT,
                    "rue de l’Horloge lente %d;Tragekloksstraat %d;Les Iris;%.4f;4.3500\n",
                    house,
                    house,
                    50.8493 + house / 10_000.0));
        }
        is_published(Files.writeString(folder.resolve(dataset + ".csv"), text).toString());
        Page page = aPersonWhoReads("fr");
        the_administrator_enters(page);
        page.navigate("/settings/map");
        page.locator("[name='map.places']").fill("qwrtzp");
        page.locator("main form .button").first().click();
        assertThat(page.locator(".notice--error")).containsText("il n’y a pas de jeu de données public « qwrtzp »");
        page.locator("[name='map.places']").fill(dataset);
        page.locator("main form .button").first().click();
        assertThat(page.locator(".notice--success")).isVisible();
        assertThat(page.locator("[name='map.places']")).hasValue(dataset);
    }

    private void given_creches_are_published(String dataset) throws Exception {
        is_published(
                Files.writeString(folder.resolve(dataset + ".csv"), CRECHES).toString());
    }
}
