package city.senne.platform.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Where a copy of a home goes, one entry after the other.
interface CopyTarget {
    /// Begins an entry, which ends when it is closed.
    ///
    /// @param name with `/` between folders
    /// @param isCompressed whether little is won by compressing it once more
    OutputStream begin(String name, boolean isCompressed) throws IOException;

    /// Entries of an archive.
    static CopyTarget zip(ZipOutputStream zip) {
        return (name, isCompressed) -> {
            zip.setLevel(isCompressed ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION);
            zip.putNextEntry(new ZipEntry(name));
            return new FilterOutputStream(zip) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    zip.closeEntry();
                }
            };
        };
    }

    /// Files of a folder. Each is on the disk, not only on its way there, once it is closed.
    static CopyTarget folder(Path folder) {
        return (name, _) -> {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new FilterOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    if (channel.isOpen()) channel.force(true);
                    super.close();
                }
            };
        };
    }
}
