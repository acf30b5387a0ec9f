package city.senne.data.chart;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The charts there are. There is no pie: angles cannot be compared.
public enum ChartKind {
    BAR,
    LINE,
    AREA,
    SCATTER,
    HISTOGRAM;

    /// As an address writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ChartKind> find(String code) {
        return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /// Whether rows are put into groups by a field of the reader's choice.
    public boolean isGrouped() {
        return this == BAR || this == LINE || this == AREA;
    }
}
