package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A resident searches, filters, reads a place on the map, draws a chart and takes the data home.
class D05_A_resident_finds_a_place_with_the_keyboard extends Walk {
    private static final String LAMPS = """
            Nom;Genre;Watts;Latitude;Longitude
            Lampe du pont;réverbère;60;50.8400;4.3400
            Lampe du milieu;réverbère;40;50.8500;4.3500
            Lampe du quai;applique;25;50.8600;4.3600
            """;
    private static final int MOST_STEPS = 120;

    @TempDir
    private Path folder;

    @Test
    void without_ever_touching_a_mouse() throws Exception {
        is_published(file("lampes-au-clavier").toString());
        Page page = aPersonWhoReads("fr");
        // What is on its way into sight would count as out of sight.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.navigate("/");
        she_skips_to_the_content(page);
        she_searches(page);
        she_filters_the_table(page);
        she_opens_the_place_in_the_middle_of_the_map(page);
        she_draws_a_chart(page);
        she_downloads_the_rows(page);
    }

    @Test
    void on_the_map_with_a_mouse() throws Exception {
        is_published(file("lampes-a-la-souris").toString());
        Page page = aPersonWhoReads("nl");
        page.navigate("/datasets/lampes-a-la-souris/map#map=16/50.85/4.35");
        the_places_are_drawn(page);
        Locator canvas = page.locator(".map canvas");
        canvas.scrollIntoViewIfNeeded();
        canvas.click();
        assertThat(page.locator(".maplibregl-popup")).containsText("Lampe du milieu");
        page.locator(".maplibregl-popup-close-button").click();
        assertThat(page.locator(".maplibregl-popup")).hasCount(0);
        page.locator(".maplibregl-ctrl-zoom-out").click();
        page.waitForURL(Pattern.compile(".*#map=15/.*"));
        the_places_are_drawn(page);
    }

    private void she_skips_to_the_content(Page page) {
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip-link")).isFocused();
        assertThat(page.locator(".skip-link")).isInViewport();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
    }

    private void she_searches(Page page) {
        she_comes_to(page, "#search");
        page.keyboard().type("lampes");
        she_presses_enter(page);
        she_comes_to(page, ".datasets a[href='/datasets/lampes-au-clavier']");
        she_presses_enter(page);
    }

    private void she_filters_the_table(Page page) {
        she_follows(page, ".tabs a[href*='/table']");
        she_follows(page, ".explorer__jump");
        she_comes_to(page, "#filter-q");
        page.keyboard().type("quai");
        she_presses_enter(page);
        assertThat(page.locator("main tbody tr")).hasCount(1);
        assertThat(page.locator("main tbody tr")).containsText("Lampe du quai");
        she_follows(page, ".chips .chip");
        assertThat(page.locator("main tbody tr")).hasCount(3);
        she_follows(page, "th .sort[href*='watts']");
        assertThat(page.locator("main tbody tr").first()).containsText("Lampe du quai");
    }

    private void she_opens_the_place_in_the_middle_of_the_map(Page page) {
        she_follows(page, ".tabs a[href*='/map']");
        the_places_are_drawn(page);
        she_comes_to(page, ".map canvas");
        page.keyboard().press("Enter");
        assertThat(page.locator(".maplibregl-popup")).containsText("Lampe du milieu");
        assertThat(page.locator(".map__record-feet a")).isFocused();
        page.waitForFunction(NOTHING_CUT_OFF);
        Accessible.to_everybody(page);
        page.keyboard().press("Escape");
        assertThat(page.locator(".maplibregl-popup")).hasCount(0);
        assertThat(page.locator(".map canvas")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".map__record-feet a")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/records/*");
        assertThat(page.locator("dl.record")).containsText("Lampe du milieu");
    }

    private void she_draws_a_chart(Page page) {
        she_follows(page, ".tabs a[href*='/chart']");
        she_comes_to(page, "#chart-group");
        page.keyboard().type("Genre");
        she_comes_to(page, ".builder button");
        she_presses_enter(page);
        assertThat(page).hasURL(Pattern.compile(".*group=genre.*"));
        assertThat(page.locator(".chart__wide svg")).containsText("applique");
    }

    private void she_downloads_the_rows(Page page) {
        she_follows(page, ".tabs a[href*='/export']");
        she_comes_to(page, ".exports__link[href*='/csv']");
        Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(download.path()).content().contains("Lampe du pont");
    }

    private void she_follows(Page page, String link) {
        she_comes_to(page, link);
        she_presses_enter(page);
    }

    /// Waits for the page that this leads to.
    private void she_presses_enter(Page page) {
        String before = page.url();
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.equals(before));
    }

    /// Steps on until the element is reached. What has the focus on the way is in sight and is marked.
    private void she_comes_to(Page page, String selector) {
        for (int step = 0; step < MOST_STEPS; step++) {
            if ((boolean) page.evaluate("wanted => document.activeElement.matches(wanted)", selector)) return;
            page.keyboard().press("Tab");
            assertThat(page.evaluate(UNSEEN))
                    .as("focus on the way to " + selector)
                    .isEqualTo("");
        }
        throw new AssertionError("The keyboard does not reach " + selector + " on " + page.url());
    }

    private static final String NOTHING_CUT_OFF = """
            () => {
              const popup = document.querySelector('.maplibregl-popup').getBoundingClientRect();
              const map = document.querySelector('.map__frame').getBoundingClientRect();
              return popup.top >= map.top && popup.bottom <= map.bottom && popup.left >= map.left && popup.right <= map.right;
            }""";

    /// The element that has the focus, when nobody could tell that it has; else nothing.
    private static final String UNSEEN = """
            () => {
              const focused = document.activeElement;
              if (focused === document.body) return '';
              const box = focused.getBoundingClientRect();
              const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              const around = [focused, focused.closest('.map__frame')].filter(Boolean);
              const marked = around.some(element => ['', '::after'].some(part => {
                const style = getComputedStyle(element, part || null);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              }));
              if (seen && marked) return '';
              return `${seen ? 'unmarked' : 'out of sight'}: ${focused.outerHTML.slice(0, 120)}`;
            }""";

    private void the_places_are_drawn(Page page) {
        assertThat(page.locator(".map--drawn")).isVisible();
        assertThat(page.locator(".map__status")).hasText(Pattern.compile("^(Choisissez un lieu|Kies een plaats).*"));
    }

    private Path file(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".csv"), LAMPS);
    }
}
