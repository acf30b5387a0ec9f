package city.senne.data.sources;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Other portals keep descriptions in HTML; here they are Markdown, and what is HTML would show as such.
final class PlainMarkdown {
    private static final int LONGEST = 200_000;
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");

    private PlainMarkdown() {}

    /// Paragraphs, lists, links and emphasis; a text without tags stays as it is.
    static String of(String text) {
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        if (!TAG.matcher(read).find()) return read;
        Writer writer = new Writer();
        Jsoup.parseBodyFragment(read).body().traverse(writer);
        return writer.text
                .toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String said = words.text();
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? said.stripLeading() : said);
            } else if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "br" -> text.append('\n');
                    case "p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6" -> text.append("\n\n");
                    case "li" -> text.append("\n- ");
                    case "tr" -> text.append('\n');
                    case "b", "strong" -> mark(element, "**");
                    case "i", "em" -> mark(element, "*");
                    case "a" -> text.append(leads(element) ? "[" : "");
                    default -> {}
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) return;
            switch (element.normalName()) {
                case "p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6" -> text.append("\n\n");
                case "td", "th" -> text.append(' ');
                case "b", "strong" -> mark(element, "**");
                case "i", "em" -> mark(element, "*");
                case "a" -> text.append(leads(element) ? "](" + element.attr("href") + ")" : "");
                default -> {}
            }
        }

        private void mark(Element element, String mark) {
            if (!element.text().isBlank()) text.append(mark);
        }

        private static boolean leads(Element link) {
            return link.attr("href").matches("https?://[^\\s()]+")
                    && !link.text().isBlank();
        }
    }
}
