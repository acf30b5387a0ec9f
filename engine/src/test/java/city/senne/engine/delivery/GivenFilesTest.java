package city.senne.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.engine.delivery.ReadingPlan.Outcome;
import city.senne.engine.delivery.csv.Bytes;
import city.senne.engine.delivery.csv.CsvReader;
import city.senne.engine.delivery.types.GeoColumns;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as they lie on desks and portals: each ends in rows or in a clear refusal. Skipped where they
/// are absent.
@NullMarked
class GivenFilesTest {
    private record Result(long rows, long rejected, List<Field> fields) {
        String types() {
            return fields.stream()
                    .map(field -> field.name() + " " + field.type().apiName())
                    .collect(Collectors.joining(", "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"messy/csvkit", "messy/csv-detective", "messy/hydra", "messy/pollock-survey/csv", "counters"})
    void every_messy_file_ends_in_rows_or_in_a_clear_refusal(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(given(folder))) {
            for (Path file : files.filter(GivenFilesTest::isDelimitedText).toList()) {
                try {
                    Result result = read(file);
                    assertThat(result.rows).as(file.toString()).isPositive();
                    assertThat(result.rejected).as(file.toString()).isLessThanOrEqualTo(result.rows);
                } catch (UnreadableDelivery refusal) {
                    for (String language : List.of("fr", "nl", "en")) {
                        assertThat(refusal.reason().text(Locale.of(language)))
                                .as(file.toString())
                                .isNotBlank();
                    }
                }
            }
        }
    }

    @Test
    void a_folder_of_formats_is_refused_where_it_is_no_text() throws IOException {
        try (Stream<Path> files = Files.walk(given("messy/readxl"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String refused = "";
                try {
                    read(file);
                } catch (UnreadableDelivery refusal) {
                    refused = refusal.reason().code();
                }
                assertThat(refused).as(file.toString()).isEqualTo("csv.binary-known");
            }
        }
    }

    @Test
    void montreal_counts_bikes_in_windows_1252_with_empty_columns() throws IOException {
        Result bikes = read(given("counters/montreal/bikes.csv"));
        assertThat(bikes.rows).isEqualTo(310);
        assertThat(bikes.rejected).isZero();
        assertThat(bikes.types())
                .isEqualTo("date date, berri_1 int, brebeuf_donnees_non_disponibles text, cote_sainte_catherine int,"
                        + " maisonneuve_1 int, maisonneuve_2 int, du_parc int, pierre_dupuy int, rachel1 int,"
                        + " st_urbain_donnees_non_disponibles text");
    }

    @Test
    void italian_air_is_measured_by_day_and_the_two_columns_without_name_and_value_vanish() throws IOException {
        Result air = read(given("air/uci-italy/AirQualityUCI.csv"));
        assertThat(air.rows).isEqualTo(9357);
        assertThat(air.rejected).isZero();
        assertThat(air.types())
                .startsWith("date date, time text, co_gt double, pt08_s1_co int")
                .endsWith("ah double");
    }

    @Test
    void belgian_building_permits_keep_their_codes() throws IOException {
        try (Stream<Path> files = Files.list(given("belgium/statbel-permits"))) {
            Result permits = read(files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow());
            assertThat(permits.rows).isEqualTo(238_848);
            assertThat(permits.rejected).isZero();
            assertThat(permits.types())
                    .startsWith("refnis text, refnis_nl text, refnis_fr text, cd_year int, cd_period int");
        }
    }

    private static Result read(Path file) throws IOException {
        ReadingPlan plan;
        try (CsvReader reader = CsvReader.open(bytes(file), ReadingOptions.NONE)) {
            plan = Profiler.profile(reader, ReadingOptions.NONE, null, GeoColumns.NONE, Territory.BELGIUM);
        }
        long rows = 0;
        long rejected = 0;
        try (CsvReader reader = CsvReader.open(bytes(file), ReadingOptions.NONE)) {
            SourceRow row;
            while ((row = reader.next()) != null) {
                rows++;
                if (plan.convert(row) instanceof Outcome.Rejected) rejected++;
            }
        }
        return new Result(rows, rejected, plan.schema().fields());
    }

    private static boolean isDelimitedText(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv")
                || name.endsWith(".csv.gz")
                || name.equals("csv_file")
                || name.equals("popularity-contest");
    }

    private static Bytes bytes(Path file) {
        return new Bytes() {
            @Override
            public InputStream open() throws IOException {
                InputStream in = Files.newInputStream(file);
                if (file.toString().endsWith(".gz")) return new GZIPInputStream(in);
                if (!file.toString().endsWith(".zip")) return in;
                ZipInputStream zip = new ZipInputStream(in);
                zip.getNextEntry();
                return zip;
            }

            @Override
            public long length() {
                return -1;
            }
        };
    }

    private static Path given(String folder) {
        Path root = root();
        assumeTrue(root != null, "the folder shared/data/given is absent");
        Path wanted = root.resolve(folder);
        assumeTrue(Files.exists(wanted), wanted + " is absent");
        return wanted;
    }

    private static @Nullable Path root() {
        String named = System.getenv("SENNE_SHARED_DATA");
        if (named != null) return Path.of(named);
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path root = folder.resolve("shared/data/given");
            if (Files.isDirectory(root)) return root;
        }
        return null;
    }
}
