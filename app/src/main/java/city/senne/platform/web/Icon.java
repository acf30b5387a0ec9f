package city.senne.platform.web;

import gg.jte.Content;
import java.util.Map;

/// The icons we use, drawn into the page itself. They repeat what the text beside them says and are hidden from
/// screen readers. A constant is the name of a Lucide icon; the front-end build finds its drawing here.
public enum Icon {
    ARROW_LEFT,
    ARROW_RIGHT,
    BRACES,
    CALENDAR,
    CALENDAR_CLOCK,
    CHECK,
    CHEVRON_DOWN,
    CHEVRON_LEFT,
    CHEVRON_RIGHT,
    CIRCLE_ALERT,
    CIRCLE_CHECK,
    CIRCLE_USER,
    CODE,
    COLUMNS_3,
    COPY,
    DATABASE,
    DOWNLOAD,
    EXTERNAL_LINK,
    FILE,
    FILE_SPREADSHEET,
    FILE_X,
    GIT_COMMIT_VERTICAL,
    GLOBE,
    HASH,
    HISTORY,
    INFO,
    KEY_ROUND,
    LINK,
    LIST,
    LOG_OUT,
    MAP_PIN,
    MINUS,
    PENCIL,
    PENTAGON,
    PLUS,
    ROWS_3,
    SEARCH,
    TABLE_2,
    TOGGLE_LEFT,
    TRIANGLE_ALERT,
    TYPE,
    UPLOAD,
    X;

    private static final Map<String, String> DRAWINGS = Assets.built("icons.properties");

    /// For templates: `${Icon.SEARCH.drawing()}`.
    public Content drawing() {
        return output -> {
            output.writeContent("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">");
            output.writeContent(DRAWINGS.getOrDefault(name(), ""));
            output.writeContent("</svg>");
        };
    }
}
