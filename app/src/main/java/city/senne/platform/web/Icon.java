package city.senne.platform.web;

import gg.jte.Content;
import java.util.Map;

/// The icons we use, drawn into the page itself. They repeat what the text beside them says and are hidden from
/// screen readers. A constant is the name of a Lucide icon; the front-end build finds its drawing here.
public enum Icon {
    ARROW_LEFT,
    ARROW_RIGHT,
    BRACES,
    BUILDING_2,
    BUS,
    CALENDAR,
    CALENDAR_CLOCK,
    CHART_LINE,
    CHECK,
    CHEVRON_DOWN,
    CHEVRON_LEFT,
    CHEVRON_RIGHT,
    CIRCLE_ALERT,
    CIRCLE_CHECK,
    CIRCLE_USER,
    CODE,
    COINS,
    COLUMNS_3,
    COPY,
    DATABASE,
    DOWNLOAD,
    EXTERNAL_LINK,
    FILE,
    FILE_SPREADSHEET,
    FILE_X,
    FLASK_CONICAL,
    GIT_COMMIT_VERTICAL,
    GLOBE,
    GRADUATION_CAP,
    HASH,
    HEART_PULSE,
    HISTORY,
    INFO,
    KEY_ROUND,
    LANDMARK,
    LEAF,
    LINK,
    LIST,
    LOG_OUT,
    MAP,
    MAP_PIN,
    MINUS,
    PENCIL,
    PENTAGON,
    PLUS,
    ROWS_3,
    RSS,
    SCALE,
    SEARCH,
    SHAPES,
    TABLE_2,
    TOGGLE_LEFT,
    TRIANGLE_ALERT,
    TYPE,
    UPLOAD,
    USERS,
    WHEAT,
    X,
    ZAP;

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
