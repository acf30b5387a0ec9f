package city.senne.data.explore;

import city.senne.platform.web.PageAddress;

/// A page that other sites show in a frame. It names its language, because it is not read in ours.
///
/// @param title says what the frame holds to those who do not see it
/// @param address of the page, without its language
/// @param height of the frame in pixels
public record Embed(String title, PageAddress address, int height) {

    /// Room for a chart across a page or a phone, what it leaves out and where it comes from.
    public static final int CHART_HEIGHT = 680;

    /// The table, the chart … that a page shows, always of the current version.
    public static Embed of(String title, PageAddress page, int height) {
        return new Embed(title, page.without("as_of").at(page.path() + "/embed"), height);
    }

    /// What the other site pastes.
    public String code(String origin, String language) {
        return "<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"%d\" frameborder=\"0\" loading=\"lazy\"></iframe>"
                .formatted(escaped(origin + in(address.toString(), language)), escaped(title), height);
    }

    /// An address within a framed page, which goes on in the same language.
    public static String in(String address, String language) {
        return address + (address.contains("?") ? "&" : "?") + "lang=" + language;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
