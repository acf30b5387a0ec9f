package city.senne.engine.geo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Places written as text: well-known text with or without a system (`SRID=31370;POINT (…)`), well-known binary in
/// hexadecimal, GeoJSON, a pair of numbers, an object of two coordinates.
public final class GeoText {
    private static final Pattern WKT = Pattern.compile(
            "\\A\\s*(?:SRID\\s*=\\s*(\\d{1,6})\\s*;\\s*)?((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION|LINEARRING)"
                    + "\\s*(?:Z|M|ZM)?\\s*(?:\\(|EMPTY\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WKB = Pattern.compile("\\A(?:00|01)[0-9A-Fa-f]{16,}\\z");
    private static final String POINTED = "([-+]?\\d{1,7}(?:\\.\\d+)?)";
    private static final String COMMAED = "([-+]?\\d{1,7}(?:[.,]\\d+)?)";
    private static final Pattern PAIR =
            Pattern.compile("\\A\\s*[\\[(]?\\s*" + POINTED + "\\s*(?:[,;|/]|\\s)\\s*" + POINTED + "\\s*[\\])]?\\s*\\z");
    private static final Pattern COMMA_PAIR = Pattern.compile(
            "\\A\\s*[\\[(]?\\s*" + COMMAED + "\\s*(?:[;|/]|,\\s|\\s)\\s*" + COMMAED + "\\s*[\\])]?\\s*\\z");
    private static final int DEEPEST = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private GeoText() {}

    public enum Notation {
        WKT,
        WKB,
        GEOJSON,
        /// Two numbers; which of them is the latitude is for others to find out.
        PAIR,
        /// `{"lon": 4.35, "lat": 50.85}`
        OBJECT
    }

    /// A place and the system it names itself, if it does.
    public record Placed(Geometry geometry, @Nullable Integer srid) {}

    /// Two numbers as they stand, the left one first.
    public record Pair(double first, double second) {}

    /// What a text looks like; nothing is promised about its inside.
    public static Optional<Notation> recognise(String text) {
        String stripped = text.strip();
        if (stripped.length() < 3) return Optional.empty();
        char first = stripped.charAt(0);
        if (first == '{') {
            if (stripped.contains("\"coordinates\"") || stripped.contains("\"geometries\"")) {
                return Optional.of(Notation.GEOJSON);
            }
            return object(stripped).map(pair -> Notation.OBJECT);
        }
        if (Character.isLetter(first)) {
            return WKT.matcher(stripped).find() ? Optional.of(Notation.WKT) : Optional.empty();
        }
        if (first == '0' && WKB.matcher(stripped).matches()) return Optional.of(Notation.WKB);
        return pair(stripped).map(pair -> Notation.PAIR);
    }

    /// Reads a geometry in one of the notations that hold a whole geometry, or an object of two coordinates.
    public static Placed read(String text) throws GeometryProblem {
        String stripped = text.strip();
        Notation notation = recognise(stripped).orElse(null);
        return switch (notation) {
            case WKT -> wellKnownText(stripped);
            case WKB ->
                wellKnownBinary(WKBReader.hexToBytes(
                        stripped.length() % 2 == 0 ? stripped : stripped.substring(0, stripped.length() - 1)));
            case GEOJSON -> geoJson(stripped);
            case OBJECT -> {
                Pair pair = object(stripped).orElseThrow(() -> GeometryProblem.of("no-geometry", shown(text)));
                yield new Placed(Shapes.point(pair.first(), pair.second()), Crs.WGS84);
            }
            case PAIR -> throw GeometryProblem.of("no-geometry", shown(text));
            case null -> throw GeometryProblem.of("no-geometry", shown(text));
        };
    }

    /// The two numbers of a text such as `50.85, 4.35` or `50,85; 4,35`.
    public static Optional<Pair> pair(String text) {
        Matcher found = PAIR.matcher(text);
        if (!found.matches()) {
            found = COMMA_PAIR.matcher(text);
            if (!found.matches()) return Optional.empty();
        }
        return Optional.of(new Pair(number(found.group(1)), number(found.group(2))));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    /// Any well-known binary, PostGIS's extended form included.
    public static Placed wellKnownBinary(byte[] bytes) throws GeometryProblem {
        try {
            Geometry geometry = new WKBReader(Shapes.FACTORY).read(bytes);
            return new Placed(geometry, geometry.getSRID() == 0 ? null : geometry.getSRID());
        } catch (ParseException | IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError broken) {
            throw GeometryProblem.of("unreadable", "WKB");
        }
    }

    private static Placed wellKnownText(String text) throws GeometryProblem {
        int semicolon = text.indexOf(';');
        boolean prefixed = semicolon >= 0 && text.toUpperCase(Locale.ROOT).startsWith("SRID");
        Integer srid = null;
        if (prefixed) {
            String code = text.substring(text.indexOf('=') + 1, semicolon).strip();
            srid = Integer.valueOf(code);
        }
        String body = prefixed ? text.substring(semicolon + 1) : text;
        if (depth(body) > DEEPEST) throw GeometryProblem.of("unreadable", shown(body));
        try {
            return new Placed(new WKTReader(Shapes.FACTORY).read(body), srid);
        } catch (ParseException broken) {
            throw GeometryProblem.of("unreadable", shown(body));
        } catch (IllegalArgumentException notClosed) {
            return new Placed(closed(body), srid);
        }
    }

    private static Geometry closed(String body) throws GeometryProblem {
        try {
            WKTReader lenient = new WKTReader(Shapes.FACTORY);
            lenient.setFixStructure(true);
            Geometry geometry = lenient.read(body);
            if (geometry.getDimension() < 2) throw GeometryProblem.of("unreadable", shown(body));
            geometry.setUserData(Shapes.RING_CLOSED);
            return geometry;
        } catch (ParseException | IllegalArgumentException broken) {
            throw GeometryProblem.of("unreadable", shown(body));
        }
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') deepest = Math.max(deepest, ++depth);
            if (c == ')') depth--;
        }
        return deepest;
    }

    /// A geometry, or a feature around one.
    private static Placed geoJson(String text) throws GeometryProblem {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            if (!text.contains("\"geometry\"")) {
                Geometry geometry = GeoJson.read(parser);
                return new Placed(geometry == null ? Shapes.FACTORY.createPoint() : geometry, null);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("geometry");
                if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                    Geometry geometry = GeoJson.read(parser);
                    return new Placed(geometry == null ? Shapes.FACTORY.createPoint() : geometry, null);
                }
                parser.skipChildren();
            }
            throw GeometryProblem.of("unreadable", shown(text));
        } catch (JacksonException broken) {
            throw GeometryProblem.of("unreadable", shown(text));
        }
    }

    /// Longitude and latitude of an object of the two.
    private static Optional<Pair> object(String text) {
        double longitude = Double.NaN;
        double latitude = Double.NaN;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) return Optional.empty();
                double number = value.isNumeric() ? parser.getDoubleValue() : parser.getValueAsDouble(Double.NaN);
                if (name.equals("lat") || name.equals("latitude")) latitude = number;
                else if (name.equals("lon") || name.equals("lng") || name.equals("long") || name.equals("longitude")) {
                    longitude = number;
                }
            }
        } catch (JacksonException broken) {
            return Optional.empty();
        }
        boolean both = Double.isFinite(longitude) && Double.isFinite(latitude);
        return both ? Optional.of(new Pair(longitude, latitude)) : Optional.empty();
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + '…';
    }
}
