package city.senne.platform.web;

/// A link with its text: a crumb, a tab.
///
/// @param current true for the page that is being read
public record PageLink(String text, String path, boolean current) {
    public static PageLink to(String text, String path) {
        return new PageLink(text, path, false);
    }

    /// The page itself.
    public static PageLink here(String text) {
        return new PageLink(text, "", true);
    }
}
