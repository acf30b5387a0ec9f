package city.senne.data.chart;

/// Colours of a drawing on white. Pages have the same, and others in the dark, by the classes `data-1` … `data-8`.
final class Palette {
    static final int SIZE = 8;
    static final String INK = "#1b1930";
    static final String SOFT = "#57546b";
    static final String LINE = "#e0ddd0";
    static final String AXIS = "#85829a";

    private static final String[] DATA = {
        "#332c98", "#b85c00", "#00806a", "#b5326f", "#2a7fc4", "#806a00", "#6f4a3a", "#5f6472"
    };

    /// Lines are told apart without colours too.
    private static final String[] DASHES = {"", "7 4", "2 3", "10 3 2 3", "4 2", "12 4", "1 4", "6 2 1 2"};

    private Palette() {}

    static String colour(int series) {
        return DATA[series % SIZE];
    }

    static String style(int series) {
        return "data-" + (series % SIZE + 1);
    }

    static String dashes(int series) {
        return DASHES[series % SIZE];
    }
}
