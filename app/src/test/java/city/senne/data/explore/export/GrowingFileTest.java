package city.senne.data.explore.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download that is read while it is written.
class GrowingFileTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_there_is_sent_before_the_rest_is_written() throws Exception {
        GrowingFile file = new GrowingFile(folder.resolve("a"), Duration.ZERO);
        Files.writeString(file.path(), "first");
        try (ExecutorService reader = Executors.newSingleThreadExecutor();
                var sent = new PipedInputStream();
                OutputStream out = new PipedOutputStream(sent)) {
            Future<?> reading = reader.submit(() -> {
                file.awaitBeginning();
                file.copyTo(out);
                return null;
            });
            assertThat(new String(sent.readNBytes(5), UTF_8)).isEqualTo("first");

            Files.writeString(file.path(), " second", StandardOpenOption.APPEND);
            assertThat(new String(sent.readNBytes(7), UTF_8)).isEqualTo(" second");

            Files.writeString(file.path(), " last", StandardOpenOption.APPEND);
            file.written().complete(null);
            reading.get();
            assertThat(new String(sent.readNBytes(5), UTF_8)).isEqualTo(" last");
        }
    }

    @Test
    void a_writer_that_fails_underway_breaks_the_download() throws IOException {
        GrowingFile file = new GrowingFile(folder.resolve("b"), Duration.ZERO);
        Files.writeString(file.path(), "first");
        file.written().completeExceptionally(new IllegalArgumentException("the disk is full"));

        assertThatThrownBy(() -> file.copyTo(new ByteArrayOutputStream())).hasMessage("the disk is full");
        assertThatThrownBy(file::awaitBeginning).hasMessage("the disk is full");
        assertThatThrownBy(file::whole).isInstanceOf(IllegalArgumentException.class);
    }
}
