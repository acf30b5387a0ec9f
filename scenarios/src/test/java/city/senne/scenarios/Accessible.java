package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/// What axe says of a page as it stands.
final class Accessible {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /// Colours fade when the scheme or a state changes: half way they have contrasts that nobody gets to see.
    private static final String COLOURS_AT_REST = """
            async () => {
              for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
              const fades = document.getAnimations().filter(animation => animation instanceof CSSTransition);
              await Promise.allSettled(fades.map(fade => fade.finished));
            }""";

    private Accessible() {}

    /// Fails with every rule of WCAG 2.2 A and AA that the page breaks, and where.
    static void to_everybody(Page page) {
        page.evaluate(COLOURS_AT_REST);
        List<Rule> broken = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
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
