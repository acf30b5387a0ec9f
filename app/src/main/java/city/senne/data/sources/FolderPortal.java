package city.senne.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// A folder on the server's disk that its operator allowed: each file in it a dataset, by its name. Nothing outside of
/// it is read: links are not followed, and folders in it not entered.
final class FolderPortal implements Portal {
    private static final int MOST = 10_000;

    private final Path folder;

    private FolderPortal(Path folder) {
        this.folder = folder;
    }

    /// Throws PortalFailure for a folder that is not there, or lies in none of those that are allowed.
    static FolderPortal of(String address, SourceSettings settings) {
        return find(address, settings)
                .map(FolderPortal::new)
                .orElseThrow(() -> new PortalFailure(Note.of("folder-refused", address)));
    }

    static boolean isAllowed(String address, SourceSettings settings) {
        return find(address, settings).isPresent();
    }

    /// Where it really is, whatever links lead there.
    private static Optional<Path> find(String address, SourceSettings settings) {
        try {
            Path wanted = Path.of(address);
            if (!wanted.isAbsolute() || !Files.isDirectory(wanted)) return Optional.empty();
            Path real = wanted.toRealPath();
            for (Path allowed : settings.folders()) {
                if (Files.isDirectory(allowed) && real.startsWith(allowed.toRealPath())) return Optional.of(real);
            }
            return Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Remote> list(IntConsumer announced) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new PortalFailure(Note.of("folder-refused", folder.toString()));
        }
        if (files.size() > MOST) throw new PortalFailure(Note.of("too-many", MOST, files.size()));
        announced.accept(files.size());
        List<Remote> remotes = new ArrayList<>();
        for (Path file : files) remotes.add(remote(file.getFileName().toString()));
        return remotes;
    }

    private static Remote remote(String file) {
        String name = FilePortal.nameOf(file);
        String format = FileFormat.ofAddress(file);
        if (file.length() > 200) return new Remote.Unusable(file, name, name, Note.of("no-id"));
        if (!FileFormat.isReadable(format)) {
            return new Remote.Unusable(file, name, name, Note.of("no-file", format.isEmpty() ? "none" : format));
        }
        return FilePortal.dataset(file, name, file);
    }

    /// By its size and the moment at which it was written last.
    @Override
    public Remote.Dataset stamped(Remote.Dataset remote, String known) {
        try {
            BasicFileAttributes now =
                    Files.readAttributes(file(remote), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return remote.stamped(now.size() + " " + now.lastModifiedTime());
        } catch (IOException e) {
            throw new PortalFailure(Note.of("file-gone", remote.id()));
        }
    }

    @Override
    public Optional<Brought> bring(Remote.Dataset remote, Path work) throws IOException {
        Path file = file(remote);
        return Optional.of(new Brought(remote.id(), Files.size(file), open(file)));
    }

    private Path file(Remote.Dataset remote) {
        return folder.resolve(remote.data());
    }

    /// What became a link since it was listed is not followed.
    private static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }
}
