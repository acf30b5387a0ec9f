package city.senne.platform.web;

import gg.jte.Content;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/// What people wrote, in Markdown or plain text, made harmless.
public final class Prose {
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).softbreak("<br>").build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();

    /// A link that leads nowhere, or to what is no page, is left as its text.
    private static final PolicyFactory HARMLESS = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "pre", "hr")
                    .allowStandardUrlProtocols()
                    .allowAttributes("href")
                    .matching(Pattern.compile(".+"))
                    .onElements("a")
                    .requireRelNofollowOnLinks()
                    .toFactory());

    private Prose() {}

    /// The same without any formatting.
    public static String plain(String text) {
        return TEXT.render(MARKDOWN.parse(text)).strip();
    }

    public static Content html(String text) {
        String harmless = HARMLESS.sanitize(HTML.render(MARKDOWN.parse(text)));
        return output -> output.writeContent(harmless);
    }
}
