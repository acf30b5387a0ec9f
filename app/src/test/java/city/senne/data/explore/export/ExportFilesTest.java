package city.senne.data.explore.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ExportFilesTest {
    @TempDir
    private Path home;

    @Test
    void a_file_stays_until_its_readers_came_however_many_are_written() throws IOException {
        ExportFiles files = files(Duration.ZERO);
        List<GrowingFile> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            GrowingFile file = files.file("content " + i, ExportFilesTest::write);
            file.whole();
            asked.add(file);
        }
        assertThat(asked).allMatch(file -> Files.exists(file.path()));

        asked.forEach(GrowingFile::close);
        files.file("one more", ExportFilesTest::write).close();

        assertThat(asked.stream().filter(file -> Files.exists(file.path()))).hasSize(31);
    }

    @Test
    void the_writing_stops_when_the_last_reader_left() throws IOException {
        ExportFiles files = files(Duration.ZERO);
        GrowingFile first = files.file("content", ExportFilesTest::writeUntilUnwanted);
        GrowingFile second = files.file("content", ExportFilesTest::write);
        assertThat(second).isSameAs(first);

        first.close();
        assertThat(second.unwanted().toCompletableFuture()).isNotDone();
        second.close();

        assertThatThrownBy(first::whole).isInstanceOf(CancellationException.class);
        assertThat(first.path()).doesNotExist();
        try (GrowingFile anew = files.file("content", ExportFilesTest::write)) {
            assertThat(anew.whole()).hasContent("content");
        }
    }

    @Test
    void a_broken_download_may_be_taken_up_while_it_is_written() throws IOException {
        ExportFiles files = files(Duration.ofHours(1));
        GrowingFile broken = files.file("content", ExportFilesTest::writeUntilUnwanted);
        broken.close();
        assertThat(files.file("content", ExportFilesTest::write)).isSameAs(broken);
        assertThat(broken.unwanted().toCompletableFuture()).isNotDone();
    }

    private ExportFiles files(Duration patience) throws IOException {
        return new ExportFiles(new SenneHome(home), Clock.systemUTC(), patience);
    }

    private static void write(Path target, CompletionStage<?> unwanted) {
        try {
            Files.writeString(target, "content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeUntilUnwanted(Path target, CompletionStage<?> unwanted) {
        write(target, unwanted);
        CompletableFuture<?> stopped = unwanted.toCompletableFuture();
        stopped.join();
        throw new CancellationException();
    }
}
