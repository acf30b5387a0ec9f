package city.senne.data.chart;

import java.util.Locale;

/// Writes SVG: elements with attributes, texts escaped, numbers short. Nothing but attributes tells the look, so that a
/// drawing is the same in a page whose policy forbids styles, and in a file of its own; style sheets of a page may
/// say otherwise by class.
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);
    private boolean isOpen;

    /// Begins an element; its attributes follow.
    Svg open(String element) {
        finishTag();
        out.append('<').append(element);
        isOpen = true;
        return this;
    }

    Svg with(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    Svg with(String attribute, double value) {
        return with(attribute, number(value));
    }

    Svg text(String text) {
        finishTag();
        escape(text);
        return this;
    }

    /// Markup of our own.
    Svg raw(String markup) {
        finishTag();
        out.append(markup);
        return this;
    }

    Svg close(String element) {
        if (isOpen) {
            out.append("/>");
            isOpen = false;
        } else {
            out.append("</").append(element).append('>');
        }
        return this;
    }

    private void finishTag() {
        if (isOpen) out.append('>');
        isOpen = false;
    }

    /// At most one decimal: a tenth of a pixel cannot be seen.
    static String number(double value) {
        double rounded = Math.rint(value * 10) / 10;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9) return Long.toString((long) rounded);
        return String.format(Locale.ROOT, "%.1f", rounded);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> {
                    // What XML cannot hold would make the whole drawing unreadable.
                    boolean isAllowed = c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
                    boolean isPaired = !Character.isSurrogate(c)
                            || Character.isHighSurrogate(c)
                                    && i + 1 < text.length()
                                    && Character.isLowSurrogate(text.charAt(i + 1))
                            || Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
                    out.append(isAllowed && isPaired ? c : '\uFFFD');
                }
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
