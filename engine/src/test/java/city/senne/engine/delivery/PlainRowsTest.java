package city.senne.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What DuckDB reads of a plain file is what is read of it row after row, or nothing.
class PlainRowsTest {
    @TempDir
    Path folder;

    private BothWays bothWays;

    @BeforeEach
    void prepare() {
        bothWays = new BothWays(folder);
    }

    /// Ways in which columns are written; each yields the cell of a row.
    private static final List<Function<Random, String>> KINDS = List.of(
            random -> String.valueOf(random.nextInt(100_000) - 500),
            random -> String.valueOf(1000 + random.nextInt(9000)),
            random -> "%05d".formatted(random.nextInt(100_000)),
            random -> "%.3f".formatted(random.nextDouble() * 5000),
            random -> "%.2f".formatted(random.nextDouble() * 500).replace('.', ','),
            random -> random.nextInt(90) + "." + random.nextInt(100_000),
            random -> "20%02d-%02d-%02d".formatted(random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(28)),
            random -> "%02d/%02d/20%02d".formatted(1 + random.nextInt(28), 1 + random.nextInt(12), random.nextInt(30)),
            random -> "2024-10-%02dT%02d:%02d:00Z"
                    .formatted(1 + random.nextInt(28), random.nextInt(24), random.nextInt(60)),
            random -> "20%02d-10-27 %02d:%02d".formatted(random.nextInt(30), random.nextInt(5), random.nextInt(60)),
            random -> "2024-03-31T02:%02d:07.5".formatted(random.nextInt(60)),
            random -> random.nextBoolean() ? "oui" : "NON",
            random -> random.nextBoolean() ? "true" : "false",
            random -> "rue du Marché n° " + random.nextInt(300),
            random -> "\"un \"\"mot\"\", puis\nun autre " + random.nextInt(9) + "\"",
            random -> "\"" + random.nextInt(1000) + "\"",
            random -> "",
            random -> "  rue " + random.nextInt(300) + "   ",
            random -> "%6d".formatted(random.nextInt(100)),
            random -> random.nextInt(30) == 0 ? "x" + random.nextInt(9) : "");

    /// What a careless hand puts into a file.
    private static final List<String> ODDITIES = List.of(
            "007",
            "n/a",
            "-",
            " 5",
            "5 ",
            "12.5",
            "12,5",
            "1 234",
            "1e3",
            "infinity",
            "NaN",
            "-0",
            "+5",
            ".5",
            "x",
            "2024-02-30",
            "2024-1-5",
            "13/25/2024",
            "24:00",
            "2024-01-01T24:00:00",
            "2024-01-01T10:00",
            "oui",
            "Oui",
            "\" blank\"",
            "\"a\" b",
            "a \"b\"",
            "\u00a0x",
            "#REF!",
            "é",
            "\u0085",
            "x\u0000y",
            "1234567890123456789",
            "999999999999999",
            "{\"a\":1}",
            "€ 5",
            "5 %",
            "\u001a",
            "a;b,c\td",
            "\"open",
            "x\ry");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void duckdb_reads_what_we_read(int seed) throws Exception {
        Random random = new Random(seed);
        int readPlainly = 0;
        for (int round = 0; round < 40; round++) {
            Path file = write(random, folder.resolve("t" + round + ".csv"));
            Optional<BothWays.Table> plain = bothWays.plainly(file);
            if (plain.isEmpty()) continue;
            readPlainly++;
            BothWays.Table careful = bothWays.carefully(file);
            assertThat(plain.get().schema().toString())
                    .as(Files.readString(file))
                    .isEqualTo(careful.schema().toString());
            assertThat(plain.get().rows()).as("file %d of seed %d", round, seed).isEqualTo(careful.rows());
        }
        assertThat(readPlainly).as("files read plainly").isGreaterThan(3);
    }

    @Test
    void the_hour_that_comes_twice_is_the_first() throws Exception {
        StringBuilder text = new StringBuilder("moment,nom\n");
        for (int i = 0; i < 200; i++) text.append("2024-10-27 02:%02d,rue %d\n".formatted(i % 60, i));
        Path file = Files.writeString(folder.resolve("hour.csv"), text);
        assertThat(bothWays.plainly(file)).contains(bothWays.carefully(file));
        assertThat(bothWays.plainly(file)
                        .orElseThrow()
                        .rows()
                        .getFirst()
                        .getFirst()
                        .toString())
                .startsWith("2024-10-27T00:00");
    }

    @Test
    void a_late_row_that_speaks_against_the_type_is_not_read_plainly() throws Exception {
        for (String late : List.of("007", "1.5", "n/a", "\u00a01", "-", "x", "1e3", "-0")) {
            StringBuilder text = new StringBuilder("nombre,nom\n");
            for (int i = 0; i < 500; i++)
                text.append(i).append(",rue ").append(i).append('\n');
            Path file = Files.writeString(
                    folder.resolve("late.csv"), text.append(late).append(",rue\n"));
            assertThat(bothWays.plainly(file)).as(late).isEmpty();
        }
    }

    private static Path write(Random random, Path file) throws IOException {
        List<Function<Random, String>> columns = new ArrayList<>();
        StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\ufeff" : "");
        int width = 2 + random.nextInt(5);
        String delimiter = random.nextBoolean() ? ";" : "\t";
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        List<String> names = List.of("montant", "code postal", "nom", "quantité", "valeur", "date", "id", "note");
        for (int c = 0; c < width; c++) {
            columns.add(KINDS.get(random.nextInt(KINDS.size())));
            text.append(c == 0 ? "" : delimiter).append(names.get(random.nextInt(names.size())));
        }
        int header = text.length();
        text.append(end);
        int rows = BothWays.DECIDING + random.nextInt(300);
        int odd = random.nextInt(3) == 0 ? random.nextInt(rows) : -1;
        for (int r = 0; r < rows; r++) {
            int oddColumn = r == odd ? random.nextInt(width) : -1;
            for (int c = 0; c < width; c++) {
                String cell = random.nextInt(15) == 0 ? "" : columns.get(c).apply(random);
                if (c == oddColumn) cell = ODDITIES.get(random.nextInt(ODDITIES.size()));
                text.append(c == 0 ? "" : delimiter).append(cell);
            }
            boolean last = r == rows - 1;
            if (!last || random.nextBoolean()) text.append(end);
            if (r == odd && random.nextInt(4) == 0) {
                text.append(
                        switch (random.nextInt(6)) {
                            case 0 -> end;
                            case 1 -> delimiter.repeat(width - 1) + end;
                            case 2 -> text.substring(0, header) + end;
                            case 3 -> "# remarque" + end;
                            case 4 -> "x" + delimiter.repeat(width) + end;
                            default -> "Source : la Ville" + "\r\n";
                        });
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(12) == 0) bytes[bytes.length - 3] = (byte) 0xe9;
        return Files.write(file, bytes);
    }
}
