package city.senne.data.attachments;

import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The attached files, each under the SHA-256 of its bytes: what is attached twice lies there once.
@Component
class AttachmentFiles {
    private final SenneHome home;

    AttachmentFiles(SenneHome home) {
        this.home = home;
    }

    /// Where a file may be written before it is known what it is called; it does not outlive the process.
    Path partial() {
        return home.work().resolve("attachment-" + UUID.randomUUID());
    }

    Path file(String sha256) {
        return folder(sha256).resolve(sha256);
    }

    private Path folder(String sha256) {
        return home.attachments().resolve(sha256.substring(0, 2));
    }

    /// Gives a whole file its place. From then on it survives a power cut.
    void keep(Path partial, String sha256) throws IOException {
        Path folder = folder(sha256);
        boolean isFirst = Files.notExists(folder);
        Files.createDirectories(folder);
        // Over one that is there already: it is the same, and new enough not to be swept.
        Files.move(partial, file(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        if (isFirst) force(home.attachments());
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void delete(String sha256) throws IOException {
        Files.deleteIfExists(file(sha256));
    }

    /// The SHA-256 of the files that were last written before an instant.
    List<String> olderThan(Instant instant) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home.attachments())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<String> old = new ArrayList<>();
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
                old.add(file.getFileName().toString());
            }
        }
        return old;
    }
}
