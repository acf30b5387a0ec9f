package city.senne.data.chart;

/// Where a value lies between two ends of a drawing.
///
/// @param low the value at `start`; below `high`
/// @param start in the units of the drawing
record Scale(double low, double high, double start, double end) {
    Scale {
        if (!(high > low)) {
            double middle = low;
            low = middle - 0.5;
            high = middle + 0.5;
        }
    }

    double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }
}
