package city.senne.data.chart;

import java.util.ArrayList;
import java.util.List;

/// How much room text takes, judged by its letters: a drawing is made where no font can be measured. Errs on the wide
/// side.
final class Lettering {
    static final double SIZE = 13;
    static final String FONT = "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible', sans-serif";

    private Lettering() {}

    static double width(String text) {
        double ems = 0;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            ems += letter >= 0x2E80
                    ? 1
                    : Character.isUpperCase(letter) || letter == 'm' || letter == 'w'
                            ? 0.72
                            : " .,:;il'|!()[]-\u00a0\u202f".indexOf(letter) >= 0 ? 0.34 : 0.57;
            i += Character.charCount(letter);
        }
        return ems * SIZE;
    }

    /// The text, or as much of its beginning as fits, with an ellipsis.
    static String fitted(String text, double room) {
        if (width(text) <= room) return text;
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "…") > room) end = text.offsetByCodePoints(end, -1);
        return text.substring(0, end).stripTrailing() + "…";
    }

    /// The text in lines that fit; a word that is wider than a line is cut.
    static List<String> lines(String text, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) <= room || line.isEmpty()) {
                line = longer;
            } else {
                lines.add(fitted(line, room));
                line = word;
            }
        }
        lines.add(fitted(line, room));
        return lines;
    }
}
