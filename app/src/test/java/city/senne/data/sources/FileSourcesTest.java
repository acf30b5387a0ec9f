package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.sources.FakePortal.Answer;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One file at an address, and files in a folder of the server.
@OpenHouse
class FileSourcesTest extends SourceHouse {
    private static final Path ALLOWED = folder();

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry settings) {
        settings.add("open-house.name", () -> "file-sources-house");
        settings.add("senne.sources.folders", ALLOWED::toString);
        settings.add("senne.public-address", () -> "https://data.here.example");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("sources").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SetUpSource.Outcome folder(Viewer viewer, Path path) throws InterruptedException {
        var wish = new SourceWish("F", "folder", path.toString(), "", "", true, "keep", "30", "", "Europe/Brussels");
        return setUpSource.create(viewer, wish);
    }

    @Test
    void a_file_at_an_address_is_kept_like_it() throws Exception {
        String name = prefix + "velos";
        AtomicReference<Answer> file = new AtomicReference<>(new Answer(200, "a;b\n1;2\n".getBytes(), "\"1\""));
        portal.page(folder + "/" + name + ".csv", file::get);
        Source source = source(portal.address(folder + "/" + name + ".csv"), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.FILE);
        assertThat(outcomes(read(source, true)).values()).containsExactly(Run.Outcome.ADDED);
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.ADDED);
        int before = portal.answered.size();
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
        assertThat(portal.answered.subList(before, portal.answered.size())).allMatch(line -> line.startsWith("304"));
        file.set(new Answer(200, "a;b\n1;2\n3;4\n".getBytes(), "\"2\""));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.RENEWED);
        assertThat(dataset(name).current().rows()).isEqualTo(2);
        file.set(new Answer(404, "gone"));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.REFUSED);
        assertThat(dataset(name).current().rows()).isEqualTo(2);
    }

    @Test
    void each_file_of_a_folder_is_a_dataset_and_nothing_outside_is_read(@TempDir Path outside) throws Exception {
        Path inside = Files.createDirectories(ALLOWED.resolve(prefix + "in"));
        Files.writeString(inside.resolve(prefix + "trees.csv"), "a;b\n1;2\n");
        Files.writeString(inside.resolve(prefix + "notes.txt.bak"), "no table");
        Files.writeString(inside.resolve(".hidden.csv"), "a\n1\n");
        Path secret = Files.writeString(outside.resolve("secret.csv"), "secret\n1\n");
        Files.createSymbolicLink(inside.resolve("link.csv"), secret);
        Files.writeString(Files.createDirectories(inside.resolve("below")).resolve("deep.csv"), "a\n1\n");
        Source source = ((SetUpSource.Outcome.Kept) folder(OPERATOR, inside)).source();
        Run run = read(source, false);
        assertThat(outcomes(run))
                .hasSize(2)
                .containsEntry(prefix + "trees.csv", Run.Outcome.ADDED)
                .containsEntry(prefix + "notes.txt.bak", Run.Outcome.LEFT);
        assertThat(catalog.findDataset(new DatasetId("link"))).isEmpty();
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "trees.csv", Run.Outcome.UNCHANGED);
        Files.writeString(inside.resolve(prefix + "trees.csv"), "a;b\n1;2\n3;4\n5;6\n");
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "trees.csv", Run.Outcome.RENEWED);
        assertThat(dataset(prefix + "trees").current().rows()).isEqualTo(3);

        // What became a link since is none of its files.
        Files.delete(inside.resolve(prefix + "trees.csv"));
        Files.createSymbolicLink(inside.resolve(prefix + "trees.csv"), secret);
        assertThat(outcomes(read(source, false))).containsEntry(prefix + "trees.csv", Run.Outcome.ABSENT);
        assertThat(dataset(prefix + "trees").current().rows()).isEqualTo(3);
    }

    @Test
    void no_folder_but_those_that_are_allowed_is_read(@TempDir Path outside) throws Exception {
        Path link = Files.createSymbolicLink(ALLOWED.resolve(prefix + "link"), outside);
        for (Path wrong : new Path[] {outside, link, ALLOWED.resolve(".."), Path.of("relative"), Path.of("/etc")}) {
            assertThat(folder(OPERATOR, wrong)).as(wrong.toString()).isInstanceOf(SetUpSource.Outcome.Wrong.class);
        }
        assertThat(folder(OPERATOR, ALLOWED)).isInstanceOf(SetUpSource.Outcome.Kept.class);
        // It was allowed once, and leads elsewhere now.
        Path moved = Files.createDirectories(ALLOWED.resolve(prefix + "moved"));
        Source source = ((SetUpSource.Outcome.Kept) folder(OPERATOR, moved)).source();
        Files.delete(moved);
        Files.createSymbolicLink(moved, outside);
        assertThat(String.valueOf(read(source, false).refusal())).contains("sources.folder-refused");
        Source hers = new Source(
                source.id(),
                "F",
                Source.Type.FOLDER,
                ALLOWED.toString(),
                null,
                UUID.randomUUID(),
                "Somebody",
                source.madeAt(),
                "",
                true,
                Source.Absence.KEEP,
                30,
                "",
                source.zone(),
                null);
        sources.change(hers);
        assertThat(String.valueOf(read(hers, false).refusal())).contains("sources.no-right");
    }

    @Test
    void a_source_of_this_server_itself_is_refused() throws Exception {
        var wish = new SourceWish(
                "Me", "", "https://DATA.here.example/x", "", "", true, "keep", "30", "", "Europe/Brussels");
        assertThat(((SetUpSource.Outcome.Wrong) setUpSource.create(OPERATOR, wish)).mistakes())
                .containsExactly(new SetUpSource.Mistake("address", "sources.wrong.itself"));
    }
}
