package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A resident picks two neighbourhoods in a table, sees them as two lines, reads the figures, and takes the chart away.
class D03_A_resident_compares_two_neighbourhoods extends Walk {
    @TempDir
    private Path folder;

    private boolean withScripts = true;

    @Test
    void in_french() throws Exception {
        given_the_population_is_published("population-comparee");
        Page page = aPersonWhoReads("fr");
        she_picks_two_neighbourhoods(page, "population-comparee");
        she_draws_them_as_two_lines(page);
        she_reads_the_figures(page);
        she_takes_the_drawing_away_as_a_picture(page);
        she_takes_the_drawing_away(page, "population-comparee");
    }

    @Test
    void without_scripts_and_in_dutch() throws Exception {
        withScripts = false;
        given_the_population_is_published("bevolking-vergeleken");
        Page page = aPersonWithoutScriptsWhoReads("nl");
        she_picks_two_neighbourhoods(page, "bevolking-vergeleken");
        she_draws_them_as_two_lines(page);
        she_reads_the_figures(page);
        assertThat(page.locator("chart-picture button")).isHidden();
    }

    private void given_the_population_is_published(String dataset) throws Exception {
        var text = new StringBuilder("Année;Quartier;Sexe;Habitants\n");
        for (int year = 2001; year <= 2025; year++) {
            for (String place : List.of("Les Iris", "Port du Nord", "La Senne cachée", "Vieux Marché")) {
                for (String sex : List.of("F", "M")) {
                    text.append("%d;%s;%s;%d\n".formatted(year, place, sex, 3000 + place.length() * 100 + year - 2001));
                }
            }
        }
        Path file = Files.writeString(folder.resolve(dataset + ".csv"), text);
        is_published(file.toString());
    }

    private void she_picks_two_neighbourhoods(Page page, String dataset) {
        page.navigate("/datasets/" + dataset + "/table");
        the_page_is_for_everybody(page);
        page.locator(".facet__choose", named("Les Iris")).click();
        page.locator(".facet__choose", named("Port du Nord")).click();
        assertThat(page.locator(".chip")).hasCount(2);
        page.locator("th .sort", named("Habitants")).click();
        assertThat(page.locator("th[aria-sort=ascending]")).containsText("Habitants");
        the_page_is_for_everybody(page);
    }

    private void she_draws_them_as_two_lines(Page page) {
        page.locator(".explorer__head a[href*='/chart?']").click();
        page.locator("#chart-series").selectOption("quartier");
        page.locator(".builder button").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*series=quartier.*"));
        assertThat(page.locator(".chart__wide path.chart__stroke")).hasCount(2);
        assertThat(page.locator(".chart__coverage")).containsText("25");
        the_page_is_for_everybody(page);
    }

    private void she_reads_the_figures(Page page) {
        assertThat(page.locator("main .table thead")).containsText("Port du Nord");
        assertThat(page.locator("main .table tbody tr")).hasCount(25);
        assertThat(page.locator("main .table tbody tr").first()).containsText("2001");
    }

    private void she_takes_the_drawing_away_as_a_picture(Page page) throws Exception {
        Download download =
                page.waitForDownload(() -> page.locator("chart-picture button").click());
        assertEquals("population-comparee.png", download.suggestedFilename());
        BufferedImage picture = ImageIO.read(download.path().toFile());
        assertEquals(2 * 860, picture.getWidth());
        assertEquals(2 * 500, picture.getHeight(), 200);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) colours.add(picture.getRGB(x, y));
        }
        // The two lines and the paper, as in the drawing.
        assertTrue(colours.containsAll(Set.of(0xFF332C98, 0xFFB85C00, 0xFFFFFFFF)));
        assertThat(page.locator("chart-picture [role=status]")).hasText("");
    }

    private void she_takes_the_drawing_away(Page page, String dataset) {
        assertThat(page.locator("copy-code pre").last()).containsText("<iframe");
        page.navigate("/datasets/" + dataset + "/chart/embed?kind=bar&group=quartier");
        assertThat(page.locator(".chart__wide svg")).isVisible();
        Accessible.to_everybody(page);
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private void the_page_is_for_everybody(Page page) {
        if (!withScripts) return;
        Accessible.on_every_screen(page);
    }
}
