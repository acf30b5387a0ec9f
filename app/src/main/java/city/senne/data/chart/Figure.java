package city.senne.data.chart;

import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// A chart in words and figures, before it is drawn at some size. Drawing adds nothing to it and leaves nothing out.
///
/// @param title of the drawing; empty where the page around it has one
/// @param description what a person who cannot see the drawing is told instead
/// @param note what must be known to read it: how much of the whole is drawn, where it comes from
/// @param across the title of the axis of the groups, with its unit
/// @param up the title of the axis of the values, with its unit
/// @param number writes a value
/// @param moment writes a round moment
record Figure(
        ChartKind kind,
        ChartData data,
        String title,
        String description,
        List<String> note,
        String across,
        String up,
        DoubleFunction<String> number,
        MomentText moment) {

    /// Writes round moments, as precisely as their unit says.
    interface MomentText {
        String of(Ticks.Moment moment);
    }

    String group(double value) {
        return data.axis() == ChartData.Axis.YEARS ? Long.toString(Math.round(value)) : number.apply(value);
    }

    /// One value with what it belongs to, for the pointer that rests on it.
    String said(String group, int series, String value) {
        String name = data.series().size() > 1 ? data.series().get(series) + ", " : "";
        return name + group + ": " + value;
    }

    @Nullable
    static Double finite(@Nullable Number value) {
        return value == null || !Double.isFinite(value.doubleValue()) ? null : value.doubleValue();
    }
}
