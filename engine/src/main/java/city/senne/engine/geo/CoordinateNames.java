package city.senne.engine.geo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a header says about being one of two coordinates.
///
/// @param axis which of the two
/// @param key what is left of the header: two columns of the same key belong together
/// @param srid the system that the header itself names, or null
public record CoordinateNames(
        Axis axis, String key, @Nullable Integer srid) {
    public enum Axis {
        LATITUDE,
        LONGITUDE,
        X,
        Y
    }

    private static final Set<String> LATITUDES =
            Set.of("lat", "latitude", "latitud", "latitudine", "breedtegraad", "breite");
    private static final Set<String> LONGITUDES =
            Set.of("lon", "lng", "long", "longitude", "longitud", "longitudine", "lengtegraad", "laenge");
    private static final Pattern AXIS = Pattern.compile(
            "([xy])(coord\\w*|coo|lambert\\w*|lamb\\w*|l72|l08|wgs84|pos)?(\\d*)|(coord|coo|point|pos)([xy])");
    private static final Pattern WORDS = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\\d+");
    private static final Set<String> EMPTY_WORDS = Set.of(
            "coord",
            "coords",
            "coordinate",
            "coordonnee",
            "coordinaat",
            "coordinates",
            "coo",
            "ms",
            "gps",
            "geo",
            "wgs",
            "84",
            "wgs84",
            "point",
            "pos",
            "position");

    /// Whether the header names one of two coordinates.
    public static boolean isOne(String header) {
        return of(header) != null;
    }

    /// Understands the header, or answers null when it names no coordinate.
    static @Nullable CoordinateNames of(String header) {
        String plain = Normalizer.normalize(header, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        Integer srid = srid(plain.toLowerCase(Locale.ROOT));
        List<String> words = new ArrayList<>();
        Matcher found = WORDS.matcher(plain);
        while (found.find()) words.add(found.group().toLowerCase(Locale.ROOT));
        for (int i = 0; i < words.size(); i++) {
            Axis axis = axis(words.get(i));
            if (axis == null) continue;
            List<String> rest = new ArrayList<>(words);
            String word = rest.remove(i);
            String left = word.length() > 1 && axis != Axis.LATITUDE && axis != Axis.LONGITUDE
                    ? word.replaceFirst("^[xy]|[xy]$", "")
                    : "";
            if (!left.isEmpty()) rest.add(i, left);
            boolean geographic = srid != null && srid == Crs.WGS84;
            Axis meant = !geographic ? axis : axis == Axis.X ? Axis.LONGITUDE : axis == Axis.Y ? Axis.LATITUDE : axis;
            return new CoordinateNames(meant, String.join(" ", rest), srid);
        }
        return null;
    }

    private static @Nullable Axis axis(String word) {
        if (LATITUDES.contains(word)) return Axis.LATITUDE;
        if (LONGITUDES.contains(word)) return Axis.LONGITUDE;
        Matcher found = AXIS.matcher(word);
        if (!found.matches()) return null;
        return word.startsWith("x") || word.endsWith("x") ? Axis.X : Axis.Y;
    }

    private static @Nullable Integer srid(String header) {
        if (header.matches(".*(31370|lambert.?(19)?72|l72|lb72|bd72).*")) return Crs.LAMBERT_72;
        if (header.matches(".*(3812|lambert.?(20)?08|l08|lb08).*")) return Crs.LAMBERT_2008;
        if (header.matches(".*(4326|wgs.?84).*")) return Crs.WGS84;
        if (header.matches(".*(2154|lambert.?(19)?93|l93).*")) return 2154;
        if (header.matches(".*(28992|rd.?new|rijksdriehoek).*")) return 28992;
        if (header.contains("3857")) return 3857;
        return null;
    }

    boolean isGeographic() {
        return axis == Axis.LATITUDE || axis == Axis.LONGITUDE;
    }

    boolean isFirst() {
        return axis == Axis.LONGITUDE || axis == Axis.X;
    }

    boolean belongsTo(CoordinateNames other) {
        return key.equals(other.key) && isGeographic() == other.isGeographic() && isFirst() != other.isFirst();
    }

    /// What the pair is about, in words that may become a field's name; empty when it is simply the place.
    String subject() {
        List<String> words = new ArrayList<>();
        for (String word : key.split(" ")) {
            if (!word.isEmpty() && !EMPTY_WORDS.contains(word) && !word.matches("lambert.*|lamb|l?\\d+|l"))
                words.add(word);
        }
        return String.join("_", words);
    }

    /// Whether a header sounds as if two coordinates stood in one cell.
    static boolean soundsLikePlace(String header) {
        String plain = Normalizer.normalize(header, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return plain.matches(".*(geo|coord|point|gps|wgs|locati|locali|position|latlon|lat_|latlng|lonlat|xy|punt).*");
    }
}
