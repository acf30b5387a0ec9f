package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow.Json;
import city.senne.engine.geo.Shapes;
import city.senne.engine.table.FieldType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.WKBWriter;

/// Shapefile, GeoPackage and Parquet, each written for the test.
class GeoFilesTest {
    private static final String LAMBERT_72 = "PROJCS[\"Belge_Lambert_1972\",GEOGCS[\"GCS_Belge_1972\"]]";

    @TempDir
    Path folder;

    private static byte[] dbf(Charset charset, String... rows) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 3).put(new byte[] {124, 1, 2}).putInt(rows.length).putShort((short) (32 + 4 * 32 + 1));
        out.putShort((short) (1 + 10 + 6 + 8 + 1)).put(new byte[20]);
        for (String column : new String[] {"NAME,C,10,0", "N,N,6,1", "DAY,D,8,0", "OK,L,1,0"}) {
            String[] parts = column.split(",");
            byte[] name = java.util.Arrays.copyOf(parts[0].getBytes(StandardCharsets.US_ASCII), 11);
            out.put(name).put((byte) parts[1].charAt(0)).putInt(0);
            out.put((byte) Integer.parseInt(parts[2]))
                    .put((byte) Integer.parseInt(parts[3]))
                    .put(new byte[14]);
        }
        out.put((byte) 0x0D);
        for (String row : rows) out.put(row.getBytes(charset));
        out.put((byte) 0x1A);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] shp(int type, byte[]... records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(100);
        head.putInt(0, 9994).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, type);
        out.writeBytes(head.array());
        int number = 1;
        for (byte[] record : records) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(number++)
                    .putInt(record.length / 2)
                    .array());
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    private static byte[] point(double x, double y) {
        return ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putDouble(x)
                .putDouble(y)
                .array();
    }

    private static byte[] polygon(double[]... rings) {
        int points = 0;
        for (double[] ring : rings) points += ring.length / 2;
        ByteBuffer out =
                ByteBuffer.allocate(44 + rings.length * 4 + points * 16).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(5).put(new byte[32]).putInt(rings.length).putInt(points);
        int start = 0;
        for (double[] ring : rings) {
            out.putInt(start);
            start += ring.length / 2;
        }
        for (double[] ring : rings) for (double number : ring) out.putDouble(number);
        return out.array();
    }

    @Test
    void a_shapefile_in_a_folder_of_a_zip_is_one_table() throws Exception {
        byte[] zip = Packed.zip(
                "out/trees.shp",
                shp(1, point(148000, 170000), point(148001, 170001), point(148002, 170002)),
                "out/trees.DBF",
                dbf(
                        Charset.forName("windows-1252"),
                        " Chêne       12.520240501T",
                        "*effacé       1.020240501T",
                        " Érable                  ?"),
                "out/trees.prj",
                LAMBERT_72,
                "out/trees.shx",
                "x");
        Reading reading = Reading.ofBytes("trees.zip", zip);
        assertThat(reading.asTable()).isEqualTo("""
                NAME | N | DAY | OK | geometry
                Chêne | 12.5 | 2024-05-01 | true | POINT (148000 170000)
                Érable |  |  |  | POINT (148002 170002)
                """);
        assertThat(reading.columns())
                .extracting(SourceColumn::declared)
                .containsExactly(null, FieldType.DOUBLE, FieldType.DATE, FieldType.BOOLEAN, FieldType.GEO_POINT);
        assertThat(reading.columns().getLast().srid()).isEqualTo(31370);
        assertThat(reading.decision(Aspect.ENCODING)).isEqualTo("windows-1252 because formats.encoding-sniffed");
    }

    @Test
    void rings_of_a_shapefile_become_polygons_with_holes() throws Exception {
        double[] outer = {0, 0, 0, 10, 10, 10, 10, 0, 0, 0};
        double[] hole = {2, 2, 4, 2, 4, 4, 2, 4, 2, 2};
        double[] other = {20, 0, 20, 5, 25, 5, 20, 0};
        byte[] zip = Packed.zip(
                "a.shp",
                shp(5, polygon(outer, hole), polygon(outer, hole, other)),
                "a.dbf",
                dbf(StandardCharsets.UTF_8, " A              1        T", " B              2        F"),
                "a.cpg",
                "UTF-8");
        Reading reading = Reading.ofBytes("a.zip", zip);
        assertThat(reading.row(0).get(4))
                .hasToString("POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))");
        assertThat(String.valueOf(reading.row(1).get(4))).startsWith("MULTIPOLYGON");
        assertThat(reading.columns().getLast().srid()).isNull();
        assertThat(reading.decision(Aspect.CRS)).endsWith("formats.crs-none");
    }

    @Test
    void broken_shapefiles_are_refused() throws Exception {
        byte[] points = shp(1, point(1, 2), point(3, 4));
        byte[] two = dbf(StandardCharsets.UTF_8, " A              1        T", " B              2        F");
        assertThat(Reading.refusal("a.zip", Packed.zip("a.shp", points))).isEqualTo("formats.shapefile-without");
        assertThat(Reading.refusal("a.zip", Packed.zip("a.shp", shp(1, point(1, 2)), "a.dbf", two)))
                .isEqualTo("formats.shapefile-uneven");
        assertThat(Reading.refusal("a.zip", Packed.zip("a.shp", java.util.Arrays.copyOf(points, 120), "a.dbf", two)))
                .isEqualTo("formats.shp-broken");
        byte[] huge = points.clone();
        ByteBuffer.wrap(huge).putInt(104, Integer.MAX_VALUE);
        assertThat(Reading.refusal("a.zip", Packed.zip("a.shp", huge, "a.dbf", two)))
                .isEqualTo("formats.shp-broken");
        byte[] counted = shp(5, polygon(new double[] {0, 0, 0, 1, 1, 1, 0, 0}));
        ByteBuffer.wrap(counted).order(ByteOrder.LITTLE_ENDIAN).putInt(108 + 40, Integer.MAX_VALUE);
        assertThat(Reading.refusal("a.zip", Packed.zip("a.shp", counted, "a.dbf", two)))
                .isEqualTo("formats.shp-broken");
        byte[] head = two.clone();
        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) -1);
        assertThat(Reading.refusal("a.dbf", head)).isEqualTo("formats.dbf-broken");
        byte[] row = two.clone();
        ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).putShort(10, (short) 3);
        assertThat(Reading.refusal("a.dbf", row)).isEqualTo("formats.dbf-broken");
        byte[] rows = two.clone();
        ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
        assertThat(Reading.refusal("a.dbf", rows)).isEqualTo("formats.dbf-cut");
    }

    private Path geopackage() throws Exception {
        Path file = folder.resolve("a.gpkg");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = db.createStatement()) {
            for (String create : """
                    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
                    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INT);
                    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INT, organization TEXT, organization_coordsys_id INT);
                    CREATE TABLE trees (fid INTEGER, geom POINT, name TEXT, height DOUBLE, day DATE, at DATETIME, ok BOOLEAN, pic BLOB);
                    CREATE TABLE notes (a TEXT);
                    CREATE VIEW evil AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r;
                    INSERT INTO gpkg_contents VALUES ('trees', 'features'), ('notes', 'attributes'), ('evil', 'attributes');
                    INSERT INTO gpkg_geometry_columns VALUES ('trees', 'geom', 'POINT', 31370);
                    INSERT INTO gpkg_spatial_ref_sys VALUES ('Belge Lambert 72', 31370, 'EPSG', 31370);
                    INSERT INTO notes VALUES ('x')""".split(";")) {
                sql.execute(create);
            }
            byte[] wkb = new WKBWriter().write(Shapes.point(148000, 170000));
            byte[] geometry = ByteBuffer.allocate(8 + wkb.length)
                    .put(new byte[] {'G', 'P', 0, 1, 0, 0, 0, 0})
                    .put(wkb)
                    .array();
            try (PreparedStatement insert = db.prepareStatement(
                    "INSERT INTO trees VALUES (?, ?, 'Chêne', 12.5, '2024-05-01', '2024-05-01T10:00:00Z', 1, x'00')")) {
                insert.setInt(1, 1);
                insert.setBytes(2, geometry);
                insert.execute();
                insert.setInt(1, 2);
                insert.setBytes(2, new byte[] {1, 2, 3});
                insert.execute();
            }
        }
        return file;
    }

    @Test
    void a_layer_of_a_geopackage_keeps_its_types() throws Exception {
        Path file = geopackage();
        Reading reading = Reading.of(file);
        assertThat(reading.headers()).containsExactly("fid", "geom", "name", "height", "day", "at", "ok");
        assertThat(reading.row(0)).contains(1L, "Chêne", 12.5, LocalDate.of(2024, 5, 1), true);
        assertThat(reading.row(0).get(5)).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(reading.row(0).get(1)).hasToString("POINT (148000 170000)");
        assertThat(reading.columns().get(1).srid()).isEqualTo(31370);
        assertThat(reading.problems()).containsExactly("2 formats.geometry-unreadable");
        assertThat(reading.decision(Aspect.SHEET)).startsWith("trees because");
        assertThat(Reading.of(file, Reading.sheet("notes")).asTable()).isEqualTo("a\nx\n");
    }

    @Test
    void databases_that_are_none_are_refused() throws Exception {
        byte[] bytes = Files.readAllBytes(geopackage());
        assertThat(Reading.refusal("a.gpkg", java.util.Arrays.copyOf(bytes, 3000)))
                .isEqualTo("formats.sqlite-broken");
        byte[] lie = java.util.Arrays.copyOf("SQLite format 3\0 and then words".getBytes(StandardCharsets.UTF_8), 9000);
        assertThat(Reading.refusal("a.gpkg", lie)).isEqualTo("formats.sqlite-broken");
        Path plain = folder.resolve("plain.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + plain);
                Statement sql = db.createStatement()) {
            sql.execute("CREATE TABLE a (b TEXT)");
        }
        assertThat(Reading.refusal("a.gpkg", Files.readAllBytes(plain))).isEqualTo("formats.not-a-geopackage");
    }

    private Path parquet(String select) throws Exception {
        Path file = folder.resolve("it's [a] file*.parquet");
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = db.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute("COPY (" + select + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT PARQUET)");
        }
        return file;
    }

    @Test
    void a_parquet_file_keeps_the_types_that_it_declares() throws Exception {
        Reading reading = Reading.of(parquet("""
                SELECT 1::TINYINT AS i, 1.5::FLOAT AS f, 12.34::DECIMAL(10,2) AS d, true AS b, 'x' AS t, DATE '2024-05-01' AS day,
                TIMESTAMP '2024-05-01 10:00:00' AS at, TIMESTAMPTZ '2024-05-01 10:00:00+00' AS tz, ['a', 'b'] AS l,
                {'x': 1} AS s, TIME '10:00:00' AS tm, 5::UBIGINT AS u, 18446744073709551615::UBIGINT AS big,
                '\\x00'::BLOB AS bl, uuid() AS id, NULL::INTEGER AS n"""));
        assertThat(reading.headers())
                .containsExactly("i", "f", "d", "b", "t", "day", "at", "tz", "l", "s", "tm", "u", "big", "id", "n");
        assertThat(reading.row(0))
                .contains(
                        1L,
                        1.5,
                        new BigDecimal("12.34"),
                        true,
                        "x",
                        LocalDate.of(2024, 5, 1),
                        LocalDateTime.of(2024, 5, 1, 10, 0),
                        Instant.parse("2024-05-01T10:00:00Z"),
                        "10:00:00",
                        5L,
                        "18446744073709551615");
        assertThat((String[]) reading.row(0).get(8)).containsExactly("a", "b");
        assertThat(reading.row(0).get(9)).isEqualTo(new Json("{\"x\":1}"));
        assertThat(reading.columns())
                .extracting(SourceColumn::declared)
                .containsExactly(
                        FieldType.INT,
                        FieldType.DOUBLE,
                        FieldType.DECIMAL,
                        FieldType.BOOLEAN,
                        FieldType.TEXT,
                        FieldType.DATE,
                        FieldType.DATETIME,
                        FieldType.DATETIME,
                        FieldType.TEXT,
                        FieldType.JSON,
                        FieldType.TEXT,
                        FieldType.INT,
                        FieldType.TEXT,
                        FieldType.TEXT,
                        FieldType.INT);
        assertThat(reading.decision(Aspect.TYPE)).contains("because formats.column-left-out");
    }

    @Test
    void bytes_that_are_geometries_become_a_geometry() throws Exception {
        String hex = java.util.HexFormat.of().formatHex(new WKBWriter().write(Shapes.point(4.35, 50.85)));
        Reading reading = Reading.of(parquet("SELECT unhex('" + hex + "') AS g, 1 AS a"));
        assertThat(reading.row(0).getFirst()).hasToString("POINT (4.35 50.85)");
        assertThat(reading.columns().getFirst().declared()).isEqualTo(FieldType.GEO_SHAPE);
    }

    @Test
    void a_broken_parquet_file_is_refused() throws Exception {
        byte[] bytes = Files.readAllBytes(parquet("SELECT range AS a, 'text ' || range AS t FROM range(10000)"));
        assertThat(Reading.refusal("a.parquet", java.util.Arrays.copyOf(bytes, bytes.length / 2)))
                .isEqualTo("formats.parquet-broken");
        byte[] wrong = bytes.clone();
        for (int i = 100; i < 2000; i++) wrong[i] ^= 0x33;
        assertThat(Reading.refusal("a.parquet", wrong)).isEqualTo("formats.parquet-broken");
    }
}
