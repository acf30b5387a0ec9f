package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/// What axe says of a page as it stands.
final class Accessible {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /// Colours fade when the scheme or a state changes: half way they have contrasts that nobody gets to see. They are
    /// taken to their end rather than waited for: now and then Chromium never tells that a fade has ended.
    private static final String COLOURS_AT_REST = """
            async () => {
              const frame = () => new Promise(requestAnimationFrame);
              await frame();
              await frame();
              document.getAnimations().filter(each => each instanceof CSSTransition).forEach(fade => fade.finish());
              await frame();
            }""";

    /// Headings that skip a level, and pages that have not exactly one heading of the first.
    private static final String WRONG_HEADINGS = """
            () => {
              const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => +heading.tagName[1]);
              const wrong = levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1).map(level => `skips to h${level}`);
              const first = levels.filter(level => level === 1).length;
              return first === 1 ? wrong : [...wrong, `${first} h1`];
            }""";

    private Accessible() {}

    /// On a large screen and a phone, by day and by night. Leaves the page on a large screen, by day.
    static void on_every_screen(Page page) {
        for (int width : new int[] {390, 1440}) {
            page.setViewportSize(width, 900);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                to_everybody(page);
            }
            without_sideways_scrolling(page);
        }
        assertThat(page.evaluate(WRONG_HEADINGS))
                .as("headings of " + page.url())
                .isEqualTo(List.of());
    }

    /// Fails with every rule of WCAG 2.2 A and AA that the page breaks, and where.
    static void to_everybody(Page page) {
        page.evaluate(COLOURS_AT_REST);
        List<Rule> broken = new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(RULES)
                .analyze()
                .getViolations();
        assertThat(broken)
                .as("axe on " + page.url())
                .extracting(
                        rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
    }

    /// Fails when something sticks out at the right: a person with a phone would have to push the page about.
    static void without_sideways_scrolling(Page page) {
        Object tooWide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(tooWide).as("sideways scrolling on " + page.url()).isEqualTo(false);
    }
}
