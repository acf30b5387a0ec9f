package city.senne.engine.geo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From the many ways of naming a coordinate reference system to its EPSG code.
public final class CrsNames {
    private static final Pattern CODE = Pattern.compile("(?i)EPSG(?::+|/)(?:[0-9.]*[:/]+)?(\\d{4,6})\\s*\\z");
    private static final Pattern CRS84 = Pattern.compile("(?i)(?:OGC|CRS)[:/0-9.]*:?/?CRS84\\s*\\z|\\ACRS84\\z");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?i)(?:AUTHORITY|ID)\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"?(\\d{4,6})\"?\\s*\\]\\s*\\]\\s*\\z");
    private static final Pattern NAME = Pattern.compile("\\A\\s*\\w+\\s*\\[\\s*\"([^\"]+)\"");

    /// Names that programs write, without blanks and signs.
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("gcswgs1984", 4326),
            Map.entry("wgs84", 4326),
            Map.entry("gcsetrs1989", 4258),
            Map.entry("etrs89", 4258),
            Map.entry("gcsbelge1972", 4313),
            Map.entry("belge1972", 4313),
            Map.entry("belge1972belgianlambert72", 31370),
            Map.entry("belgelambert1972", 31370),
            Map.entry("belgianlambert72", 31370),
            Map.entry("bd72belgianlambert72", 31370),
            Map.entry("belge1972belgelambert72", 31370),
            Map.entry("lambert72", 31370),
            Map.entry("etrs1989lambert2008", 3812),
            Map.entry("etrs89belgianlambert2008", 3812),
            Map.entry("belgianlambert2008", 3812),
            Map.entry("etrs89lambert2008", 3812),
            Map.entry("belgelambert2008", 3812),
            Map.entry("lambert2008", 3812),
            Map.entry("etrs1989belgianlambert2008", 3812),
            Map.entry("wgs1984webmercatorauxiliarysphere", 3857),
            Map.entry("wgs1984webmercator", 3857),
            Map.entry("wgs84pseudomercator", 3857),
            Map.entry("popularvisualisationcrsmercator", 3857),
            Map.entry("rgf1993lambert93", 2154),
            Map.entry("rgf93lambert93", 2154),
            Map.entry("rgf93v1lambert93", 2154),
            Map.entry("rdnew", 28992),
            Map.entry("amersfoortrdnew", 28992),
            Map.entry("etrs1989utmzone31n", 25831),
            Map.entry("etrs89utmzone31n", 25831),
            Map.entry("etrs1989utmzone32n", 25832),
            Map.entry("etrs89utmzone32n", 25832),
            Map.entry("wgs1984utmzone31n", 32631),
            Map.entry("wgs84utmzone31n", 32631),
            Map.entry("osgb1936britishnationalgrid", 27700),
            Map.entry("britishnationalgrid", 27700),
            Map.entry("etrs1989laea", 3035),
            Map.entry("etrs89laeaeurope", 3035),
            Map.entry("etrs89extendedlaeaeurope", 3035),
            Map.entry("nad1983", 4269),
            Map.entry("gcsnorthamerican1983", 4269));

    private CrsNames() {}

    /// Understands `EPSG:31370`, the URN and URL forms, `CRS84`, and well-known text in both its dialects, as it stands
    /// in `.prj` files: by its authority, else by its name, else by its parameters.
    public static Optional<Integer> find(String text) {
        String name = text.strip();
        if (CRS84.matcher(name).find()) return Optional.of(4326);
        Matcher code = CODE.matcher(name);
        if (code.find()) return Optional.of(Integer.valueOf(code.group(1)));
        if (name.contains("[")) return ofWellKnownText(name);
        return Optional.ofNullable(NAMES.get(plain(name)));
    }

    private static Optional<Integer> ofWellKnownText(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        if (authority.find()) return Optional.of(Integer.valueOf(authority.group(1)));
        Matcher name = NAME.matcher(text);
        if (name.find()) {
            Integer known = NAMES.get(plain(name.group(1)));
            if (known != null) return Optional.of(known);
        }
        return byParameters(text);
    }

    private static Optional<Integer> byParameters(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.contains("LAMBERT_CONFORMAL_CONIC") || upper.contains("LAMBERT CONIC CONFORMAL")) {
            double easting = parameter(upper, "FALSE_EASTING", "FALSE EASTING", "EASTING AT FALSE ORIGIN");
            double northing = parameter(upper, "FALSE_NORTHING", "FALSE NORTHING", "NORTHING AT FALSE ORIGIN");
            if (near(easting, 649328) && near(northing, 665262)) return Optional.of(3812);
            if (near(easting, 150000.013) && near(northing, 5400088.438)) return Optional.of(31370);
            if (near(easting, 700000) && near(northing, 6600000)) return Optional.of(2154);
        }
        if (upper.contains("STEREOGRAPHIC")) {
            double easting = parameter(upper, "FALSE_EASTING", "FALSE EASTING");
            double northing = parameter(upper, "FALSE_NORTHING", "FALSE NORTHING");
            if (near(easting, 155000) && near(northing, 463000)) return Optional.of(28992);
        }
        boolean geographic = upper.startsWith("GEOGCS") || upper.startsWith("GEOGCRS");
        if (geographic && (upper.contains("WGS_1984") || upper.contains("WGS 1984") || upper.contains("WGS84"))) {
            return Optional.of(4326);
        }
        if (geographic && (upper.contains("ETRS"))) return Optional.of(4258);
        return Optional.empty();
    }

    private static boolean near(double value, double expected) {
        return Math.abs(value - expected) < 1;
    }

    private static double parameter(String text, String... names) {
        for (String name : names) {
            Matcher found =
                    Pattern.compile("\"" + name + "\"\\s*,\\s*([-+0-9.E]+)").matcher(text);
            if (found.find()) return Double.parseDouble(found.group(1));
        }
        return Double.NaN;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
