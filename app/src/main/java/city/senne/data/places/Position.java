package city.senne.data.places;

import java.sql.SQLException;
import java.sql.Struct;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// A point on Earth, in degrees of WGS 84.
public record Position(double latitude, double longitude) {
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([+-]?\\d{1,2}(?:\\.\\d{1,15})?)[,;\\s]\\s*([+-]?\\d{1,3}(?:\\.\\d{1,15})?)\\s*");

    /// Reads `50.84698, 4.35255`.
    public static Optional<Position> read(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) return Optional.empty();
        Position position = new Position(Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2)));
        boolean onEarth = Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
        return onEarth ? Optional.of(position) : Optional.empty();
    }

    /// A point as an answer gives it, or the middle of a shape's envelope.
    ///
    /// @param place null where a row has none
    public static Optional<Position> of(@Nullable Object place) {
        try {
            if (place instanceof Struct point) {
                Object[] lonLat = point.getAttributes();
                return Optional.of(new Position((Double) lonLat[1], (Double) lonLat[0]));
            }
            if (!(place instanceof byte[] wkb)) return Optional.empty();
            Coordinate middle = new WKBReader().read(wkb).getEnvelopeInternal().centre();
            return Optional.of(new Position(middle.y, middle.x));
        } catch (SQLException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `50.846980, 4.352550`, to about a decimetre, as maps and spreadsheets take it.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6f, %.6f", latitude, longitude);
    }
}
