package city.senne.data.explore;

import city.senne.platform.web.Icon;

/// How a theme is shown to people.
public final class ThemeLook {
    private ThemeLook() {}

    /// @param theme a code of the EU's themes, or words of a publisher's own
    public static Icon icon(String theme) {
        return switch (theme) {
            case "AGRI" -> Icon.WHEAT;
            case "ECON" -> Icon.COINS;
            case "EDUC" -> Icon.GRADUATION_CAP;
            case "ENER" -> Icon.ZAP;
            case "ENVI" -> Icon.LEAF;
            case "GOVE" -> Icon.LANDMARK;
            case "HEAL" -> Icon.HEART_PULSE;
            case "INTR" -> Icon.GLOBE;
            case "JUST" -> Icon.SCALE;
            case "REGI" -> Icon.BUILDING_2;
            case "SOCI" -> Icon.USERS;
            case "TECH" -> Icon.FLASK_CONICAL;
            case "TRAN" -> Icon.BUS;
            default -> Icon.SHAPES;
        };
    }
}
