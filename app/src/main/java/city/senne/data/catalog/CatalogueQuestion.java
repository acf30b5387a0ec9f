package city.senne.data.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What somebody looks for in the catalogue.
///
/// @param search words that must all occur, each at least as the beginning of a word
/// @param chosen values that a dataset must bear, all of them
/// @param language of the reader: its small words do not count
/// @param offset how many to leave out
public record CatalogueQuestion(
        String search, Map<CatalogueFacet, List<String>> chosen, Order order, String language, int limit, int offset) {

    public enum Order {
        /// Titles that bear the words first; without words the last changed.
        RELEVANCE,
        MODIFIED,
        TITLE,
        /// The most rows first.
        ROWS;

        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// RELEVANCE for any other word.
        public static Order of(String parameter) {
            for (Order order : values()) {
                if (order.parameter().equals(parameter)) return order;
            }
            return RELEVANCE;
        }
    }
}
