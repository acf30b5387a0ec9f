package city.senne.data.ingest;

import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// The delivered files, each in a folder of its own as it came, and the folders in which they are worked on.
@Component
class DeliveryFiles {
    private final SenneHome home;

    DeliveryFiles(SenneHome home) {
        this.home = home;
    }

    /// The path of a file that is about to be written.
    Path create(UUID delivery) throws IOException {
        Path file = file(delivery);
        Files.createDirectories(file.getParent());
        return file;
    }

    Path file(UUID delivery) {
        return home.deliveries().resolve(delivery.toString()).resolve("content");
    }

    void delete(UUID delivery) throws IOException {
        FileSystemUtils.deleteRecursively(home.deliveries().resolve(delivery.toString()));
    }

    /// The deliveries whose folder was last touched before an instant.
    List<UUID> olderThan(Instant instant) throws IOException {
        List<UUID> old = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.deliveries())) {
            for (Path folder : folders) {
                boolean isOld = Files.getLastModifiedTime(folder).toInstant().isBefore(instant);
                if (isOld) old.add(UUID.fromString(folder.getFileName().toString()));
            }
        }
        return old;
    }

    /// An empty folder to work in; whatever an interrupted reading left there is gone.
    Path workFolder(UUID delivery) throws IOException {
        Path folder = home.work().resolve(delivery.toString());
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    /// What cannot be deleted now is deleted when the work folder is next needed, or never missed.
    void deleteWorkFolder(UUID delivery) {
        FileSystemUtils.deleteRecursively(
                home.work().resolve(delivery.toString()).toFile());
    }
}
