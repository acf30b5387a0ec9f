package city.senne.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;

/// Vector tiles that were never drawn before, beside PostGIS's `ST_AsMVT` on the same rows: ours over HTTP, PostGIS's
/// over its driver, from a table in Web Mercator with an index, its rows in the index's order. Both are asked through a
/// socket that blocks: Java's HttpClient would take a millisecond or two of its own. From zoom 14 on they are
/// neighbours, as of a map that is moved, each zoom in a part of the town of its own, where nothing was asked before;
/// those for which we have to load rows are told apart too, and means hold what they cost. Needs an empty PostgreSQL
/// database with PostGIS that is named by `-Dpostgres=jdbc:postgresql://…`.
///
/// Arguments: how many houses (usual: 500,000), how many points (usual: 1,000,000).
public final class Tiles {
    private static final int TILES = 30;
    private static final double WEST = 4.25;
    private static final double SOUTH = 50.76;
    private static final double WIDTH = 0.25;
    private static final double HEIGHT = 0.16;

    private static final String TABLE = """
            create table %1$s (id int, nom text, hauteur float8, categorie text, wkt text);
            """;

    private static final String INDEX = """
            alter table %1$s add column place geometry;
            update %1$s set place = ST_Transform(ST_GeomFromText(wkt, 4326), 3857);
            alter table %1$s drop column wkt;
            create index %1$s_place on %1$s using gist (place);
            cluster %1$s using %1$s_place;
            vacuum analyze %1$s""";

    private static final String TILE = """
            select ST_AsMVT(t, 'rows') from (
              select id, nom, hauteur, categorie,
                ST_AsMVTGeom(place, ST_TileEnvelope(?, ?, ?), 4096, 64, true) as place
              from %s where place && ST_TileEnvelope(?, ?, ?, margin => 64.0 / 4096)) t""";

    private Tiles() {}

    public static void main(String[] arguments) throws Exception {
        int houses = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path work = Files.createTempDirectory("senne-benchmark");
        Path home = work.resolve("home");
        try (Connection postgis = DriverManager.getConnection(System.getProperty("postgres", ""));
                Product product = Product.start(root, "serve", "--home", home.toString(), "--port", "0")) {
            for (String what : List.of("maisons", "points")) {
                boolean areas = what.equals("maisons");
                Path csv = work.resolve(what + ".csv");
                write(csv, areas ? houses : points, areas);
                product.publish(root, csv, what, home);
                load(postgis, csv, what);
            }
            for (String what : List.of("maisons", "points")) warmUp(product, postgis, what);
            Figures.print(
                    "| %d tiles each, median ms (p95) | Senne | KB | PostGIS | KB | ratio | means | ratio of means"
                            + " | first of a block |",
                    TILES);
            for (String what : List.of("maisons", "points")) {
                for (int zoom = 12; zoom <= 16; zoom++) compare(product, postgis, what, zoom);
            }
        }
    }

    /// Of a zoom that is not measured, in a corner.
    private static void warmUp(Product product, Connection postgis, String what) throws IOException, SQLException {
        try (PreparedStatement tile = postgis.prepareStatement(TILE.formatted(what))) {
            for (int[] at : square(17, 0.02, 0.02, 20, 20)) {
                ask(address(product, what, 17, at));
                drawn(tile, 17, at);
            }
        }
    }

    private static void compare(Product product, Connection postgis, String what, int zoom)
            throws IOException, SQLException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        long ourBytes = 0;
        long theirBytes = 0;
        Random random = new Random(zoom);
        try (PreparedStatement tile = postgis.prepareStatement(TILE.formatted(what))) {
            for (int[] at : tiles(zoom, random)) {
                long start = System.nanoTime();
                Answer answer = ask(address(product, what, zoom, at));
                ours.add(Figures.milliseconds(start));
                ourBytes += answer.bytes;
                if (answer.timing.contains("block;")) firsts.add(ours.getLast());
                start = System.nanoTime();
                theirBytes += drawn(tile, zoom, at);
                theirs.add(Figures.milliseconds(start));
            }
        }
        Figures.print(
                "| %s, zoom %d | %.1f (%.1f) | %d | %.1f (%.1f) | %d | %.2f | %.1f, %.1f | %.2f | %s |",
                what,
                zoom,
                Figures.median(ours),
                Figures.percentile(ours, 95),
                (ourBytes >> 10) / ours.size(),
                Figures.median(theirs),
                Figures.percentile(theirs, 95),
                (theirBytes >> 10) / theirs.size(),
                Figures.median(ours) / Figures.median(theirs),
                Figures.mean(ours),
                Figures.mean(theirs),
                Figures.mean(ours) / Figures.mean(theirs),
                firsts.isEmpty()
                        ? ""
                        : "%d: %.1f, at most %.1f"
                                .formatted(firsts.size(), Figures.median(firsts), Figures.percentile(firsts, 100)));
    }

    private static URI address(Product product, String what, int zoom, int[] at) {
        return product.address("/tiles/%s/1/%d/%d/%d.mvt".formatted(what, zoom, at[0], at[1]));
    }

    /// @param timing what the server says of its own steps
    private record Answer(int bytes, String timing) {}

    private static Answer ask(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException(uri + " answered " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
            String timing = connection.getHeaderField("Server-Timing");
            return new Answer(body.readAllBytes().length, timing == null ? "" : timing);
        }
    }

    private static int drawn(PreparedStatement tile, int zoom, int[] at) throws SQLException {
        for (int offset : new int[] {0, 3}) {
            tile.setInt(offset + 1, zoom);
            tile.setInt(offset + 2, at[0]);
            tile.setInt(offset + 3, at[1]);
        }
        try (ResultSet row = tile.executeQuery()) {
            return row.next() ? row.getBytes(1).length : 0;
        }
    }

    /// Different ones; fewer where there are not so many.
    private static List<int[]> tiles(int zoom, Random random) {
        if (zoom >= 14) return square(zoom, zoom == 14 ? 0.1 : 0.7, zoom == 16 ? 0.2 : 0.6, 6, TILES / 6);
        int west = column(WEST, zoom);
        int east = column(WEST + WIDTH, zoom);
        int north = row(SOUTH + HEIGHT, zoom);
        int south = row(SOUTH, zoom);
        List<int[]> all = new ArrayList<>();
        for (int x = west; x <= east; x++) for (int y = north; y <= south; y++) all.add(new int[] {x, y});
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(TILES, all.size()));
    }

    /// Neighbours, row by row.
    ///
    /// @param right,up where the south-western one lies: shares of the town
    private static List<int[]> square(int zoom, double right, double up, int wide, int high) {
        int x = column(WEST + right * WIDTH, zoom);
        int y = row(SOUTH + up * HEIGHT, zoom);
        List<int[]> tiles = new ArrayList<>();
        for (int i = 0; i < wide * high; i++) tiles.add(new int[] {x + i % wide, y - i / wide});
        return tiles;
    }

    private static int column(double longitude, int zoom) {
        return (int) ((longitude + 180) / 360 * (1 << zoom));
    }

    private static int row(double latitude, int zoom) {
        double radians = Math.toRadians(latitude);
        double mercator = Math.log(Math.tan(radians) + 1 / Math.cos(radians));
        return (int) ((1 - mercator / Math.PI) / 2 * (1 << zoom));
    }

    private static void load(Connection postgis, Path csv, String table) throws SQLException, IOException {
        try (Statement statement = postgis.createStatement()) {
            statement.execute(TABLE.formatted(table));
            try (var reader = Files.newBufferedReader(csv)) {
                postgis.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format csv, header)", reader);
            }
            for (String step : INDEX.formatted(table).split(";")) statement.execute(step);
        }
    }

    private static void write(Path csv, int rows, boolean areas) throws IOException {
        Random random = new Random(rows);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("id,nom,hauteur,categorie,geometrie\n");
            for (int i = 1; i <= rows; i++) {
                double x = WEST + random.nextDouble() * WIDTH;
                double y = SOUTH + random.nextDouble() * HEIGHT;
                out.write(String.format(
                        Locale.ROOT,
                        "%d,bien %d,%.1f,categorie %d,\"%s\"%n",
                        i,
                        random.nextInt(rows),
                        random.nextDouble() * 40,
                        random.nextInt(20),
                        areas ? house(x, y, random) : "POINT (%.7f %.7f)".formatted(x, y)));
            }
        }
    }

    /// About ten metres by fifteen, with four to ten corners.
    private static String house(double x, double y, Random random) {
        int corners = 4 + random.nextInt(7);
        double turn = random.nextDouble() * Math.PI;
        StringBuilder wkt = new StringBuilder("POLYGON ((");
        String first = "";
        for (int i = 0; i < corners; i++) {
            double angle = turn + 2 * Math.PI * i / corners;
            String corner = String.format(
                    Locale.ROOT, "%.7f %.7f", x + 0.0001 * Math.cos(angle), y + 0.00006 * Math.sin(angle));
            if (i == 0) first = corner;
            wkt.append(corner).append(", ");
        }
        return wkt.append(first).append("))").toString();
    }
}
