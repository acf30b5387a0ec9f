package city.senne.engine.lake;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/// Iceberg's view of one folder on a local (or shared) disk, without Hadoop. A closed file is on the disk: it is forced
/// first. Locations are absolute paths, with or without `file:`.
///
/// Iceberg's metadata names every file by the path it was written to. A lake may be moved since, or restored elsewhere,
/// so a location means the file at the same place below this folder, wherever the lake was then: never a file outside.
public final class LocalFiles implements FileIO {
    private static final String TABLES = "/" + Lake.NAMESPACE + "/";

    private final Path warehouse;

    /// @param warehouse the folder below which tables lie, as `datasets/<table>/…`
    public LocalFiles(Path warehouse) {
        this.warehouse = warehouse.toAbsolutePath().normalize();
    }

    /// The folder below which tables lie.
    public Path warehouse() {
        return warehouse;
    }

    /// The path behind a location as Iceberg's metadata writes it.
    ///
    /// @throws IllegalArgumentException when it is no location of a table
    public Path path(String location) {
        String written = location.startsWith("file:") ? location.replaceFirst("^file:/*", "/") : location;
        int tables = written.lastIndexOf(TABLES);
        Path path = tables < 0
                ? warehouse
                : warehouse.resolve(written.substring(tables + 1)).normalize();
        if (tables < 0 || !path.startsWith(warehouse)) {
            throw new IllegalArgumentException("Not a location in a lake: " + location);
        }
        return path;
    }

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInput(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutput(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes sure that a file somebody else wrote survives a power cut.
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private record LocalInput(String location, Path path) implements InputFile {
        @Override
        public long getLength() {
            try {
                return Files.size(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(path);
        }

        @Override
        public SeekableInputStream newStream() {
            try {
                return new LocalInputStream(FileChannel.open(path));
            } catch (NoSuchFileException e) {
                throw new NotFoundException(e, "%s", location);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class LocalInputStream extends SeekableInputStream {
        private final FileChannel channel;
        private InputStream buffered;
        private long position;

        LocalInputStream(FileChannel channel) {
            this.channel = channel;
            this.buffered = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void seek(long newPosition) throws IOException {
            if (newPosition == position) return;
            channel.position(newPosition);
            buffered = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            position = newPosition;
        }

        @Override
        public int read() throws IOException {
            int read = buffered.read();
            if (read >= 0) position++;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = buffered.read(target, offset, length);
            if (read > 0) position += read;
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record LocalOutput(String location, Path path) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            if (Files.exists(path)) throw new AlreadyExistsException("%s", location);
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            try {
                Files.createDirectories(path.getParent());
                return new LocalOutputStream(new FileOutputStream(path.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputFile toInputFile() {
            return new LocalInput(location, path);
        }
    }

    private static final class LocalOutputStream extends PositionOutputStream {
        private final FileOutputStream file;
        private final BufferedOutputStream buffered;
        private long position;
        private boolean closed;

        LocalOutputStream(FileOutputStream file) {
            this.file = file;
            this.buffered = new BufferedOutputStream(file, 1 << 16);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            buffered.write(value);
            position++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            buffered.write(source, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffered.flush();
        }

        @Override
        public void close() throws IOException {
            if (closed) return;
            closed = true;
            buffered.flush();
            file.getFD().sync();
            buffered.close();
        }
    }
}
