package city.senne.platform.web;

import java.util.function.Predicate;

/// An entry of the navigation, declared as a bean by the module whose page it opens.
///
/// @param word the key of its text
/// @param path the page; the entry is shown as current on it and below it
/// @param order from left to right
/// @param shownTo who sees it
public record MenuEntry(String word, String path, int order, Predicate<Visitor> shownTo) {

    public static MenuEntry forEverybody(String word, String path, int order) {
        return new MenuEntry(word, path, order, _ -> true);
    }

    public static MenuEntry forAdministrators(String word, String path, int order) {
        return new MenuEntry(word, path, order, Visitor::isAdministrator);
    }
}
