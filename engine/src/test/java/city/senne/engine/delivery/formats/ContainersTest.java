package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.UnreadableDelivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {
    private static final String CSV = "name;count\nEvere;1\nJette;2\nIxelles;3\n";
    private static final String JSON = "[{\"a\":1}]";

    @TempDir
    Path folder;

    @Test
    void a_table_is_taken_out_of_zip_and_gzip_and_both() throws Exception {
        byte[] csv = CSV.getBytes(StandardCharsets.UTF_8);
        for (byte[] packed : new byte[][] {
            Packed.gzip(csv),
            Packed.zip("a/b/data.csv", csv),
            Packed.gzip(Packed.zip("data.csv", csv)),
            Packed.zip("data.csv.gz", Packed.gzip(csv))
        }) {
            assertThat(Reading.ofBytes("data.csv.zip", packed).rows()).hasSize(3);
        }
        assertThat(Reading.refusal("data.zip", Packed.zip("b.zip", Packed.zip("a.zip", Packed.zip("data.csv", csv)))))
                .isEqualTo("formats.zip-too-deep");
    }

    @Test
    void what_systems_leave_behind_is_passed_over() throws Exception {
        Reading reading = Reading.ofBytes(
                "data.zip",
                Packed.zip(
                        "__MACOSX/._data.csv",
                        "x",
                        ".DS_Store",
                        "x",
                        "Thumbs.db",
                        "x",
                        "data.csv",
                        CSV,
                        "notes.pdf",
                        "x"));
        assertThat(reading.rows()).hasSize(3);
        assertThat(reading.decision(Aspect.CONTAINER)).isEqualTo("data.csv because formats.zip-one-table");
    }

    @Test
    void of_several_tables_the_largest_is_taken_unless_one_is_chosen() throws Exception {
        byte[] zip = Packed.zip("small.json", JSON, "large.csv", CSV, "README.txt", "read me ".repeat(1000));
        Reading reading = Reading.ofBytes("data.zip", zip);
        assertThat(reading.rows()).hasSize(3);
        assertThat(reading.decision(Aspect.CONTAINER)).isEqualTo("large.csv because formats.zip-largest-table");
        Reading chosen = Reading.ofBytes("data.zip", zip, Reading.sheet("small.json"));
        assertThat(chosen.asTable()).isEqualTo("a\n1\n");
        assertThat(chosen.decision(Aspect.CONTAINER)).isEqualTo("small.json because delivery.chosen");
    }

    @Test
    void a_sheet_in_a_workbook_in_an_archive_is_chosen_by_both_names() throws Exception {
        byte[] workbook = Packed.xlsx(
                "",
                "One",
                Packed.sheet("A1=x;B1=y", "A2:n=1;B2:n=2"),
                "Two",
                Packed.sheet("A1=z;B1=w", "A2:n=9;B2:n=8", "A3:n=7;B3:n=6"));
        byte[] zip = Packed.zip("book.xlsx", workbook, "a.json", JSON);
        Reading reading = Reading.ofBytes("data.zip", zip);
        assertThat(reading.decision(Aspect.SHEET)).startsWith("book.xlsx#Two because");
        assertThat(Reading.ofBytes("data.zip", zip, Reading.sheet("book.xlsx#One"))
                        .row(0))
                .containsExactly(1L, 2L);
    }

    @Test
    void damaged_archives_are_refused() throws Exception {
        byte[] zip = Packed.zip("data.csv", CSV.repeat(1000));
        assertThat(Reading.refusal("data.zip", Arrays.copyOf(zip, zip.length / 2)))
                .isEqualTo("formats.zip-broken");
        byte[] wrong = zip.clone();
        wrong[60] ^= 0x55;
        assertThat(Reading.refusal("data.zip", wrong)).isEqualTo("formats.zip-damaged");
        byte[] gzip = Packed.gzip(CSV.repeat(1000).getBytes(StandardCharsets.UTF_8));
        assertThat(Reading.refusal("data.gz", Arrays.copyOf(gzip, gzip.length / 2)))
                .isEqualTo("formats.gzip-damaged");
        byte[] locked = zip.clone();
        locked[6] |= 1;
        for (int i = 0; i < locked.length - 4; i++) {
            if (locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2)
                locked[i + 8] |= 1;
        }
        assertThat(Reading.refusal("data.zip", locked)).isEqualTo("formats.zip-encrypted");
        assertThat(Reading.refusal("data.zip", Packed.zip())).isEqualTo("formats.zip-empty");
        assertThat(Reading.refusal("data.zip", Packed.zip("a.pdf", "x", "b.png", "y")))
                .isEqualTo("formats.zip-no-table");
    }

    @Test
    void names_that_lead_outside_are_refused() throws Exception {
        for (String name :
                new String[] {"../../data.csv", "/etc/data.csv", "a/../../b.csv", "C:\\data.csv", "..\\data.csv"}) {
            assertThat(Reading.refusal("data.zip", Packed.zip(name, CSV))).isEqualTo("formats.zip-unsafe-name");
        }
    }

    @Test
    void bombs_are_refused_before_they_fill_the_disk() throws Exception {
        byte[] zeros = new byte[30 << 20];
        Arrays.fill(zeros, (byte) '0');
        Limits strict = new Limits(20 << 20, 200, 1 << 20, 100, 2, 100, 1000, 1000, 100, 1000);
        Limits wide = new Limits(1 << 30, 200, 1 << 20, 100, 2, 100, 1000, 1000, 100, 1000);
        for (byte[] bomb : new byte[][] {Packed.zip("data.csv", zeros), Packed.gzip(zeros)}) {
            assertThat(refusal(bomb, strict)).isIn("formats.zip-bomb", "formats.too-large-unpacked");
            assertThat(refusal(bomb, wide)).isEqualTo("formats.zip-bomb");
        }
        assertThat(refusal(Packed.zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", zeros), wide))
                .isIn("formats.zip-bomb", "formats.xml-broken");
    }

    private String refusal(byte[] bytes, Limits limits) throws Exception {
        Path file = Files.write(folder.resolve("bomb"), bytes);
        Path work = Files.createDirectories(folder.resolve("work"));
        UnreadableDelivery refused = catchThrowableOfType(
                UnreadableDelivery.class, () -> Reading.of(file, "data.zip", ReadingOptions.NONE, limits, work));
        return refused.reason().code();
    }

    @Test
    void the_content_tells_the_format_and_a_wrong_name_is_said() throws Exception {
        Reading reading = Reading.ofText("data.xlsx", CSV);
        assertThat(reading.rows()).hasSize(3);
        assertThat(reading.decision(Aspect.FORMAT)).isEqualTo("csv because formats.by-content-not-name");
        assertThat(Reading.ofText("data.csv", JSON).asTable()).isEqualTo("a\n1\n");
        assertThat(Reading.refusal("data.csv", new byte[0])).isEqualTo("formats.empty");
        assertThat(Reading.refusal("data.csv", "%PDF-1.7 ...")).isEqualTo("formats.not-a-table");
        assertThat(Reading.refusal("data.csv", "<!DOCTYPE html><table>")).isEqualTo("formats.not-a-table");
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        noise[0] = 0x7E;
        assertThat(Reading.refusal("data.csv", noise)).isEqualTo("formats.binary");
    }
}
