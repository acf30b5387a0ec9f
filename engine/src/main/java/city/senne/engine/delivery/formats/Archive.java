package city.senne.engine.delivery.formats;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A zip file from a stranger: nothing in it is trusted, not its names, not its sizes. Nothing is ever written under
/// a name that stands in it.
final class Archive implements Closeable {
    private final ZipFile zip;
    private final Limits limits;
    private final List<ZipArchiveEntry> files = new ArrayList<>();
    private final List<InputStream> opened = new ArrayList<>();

    private Archive(ZipFile zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static Archive open(Path file, Limits limits) throws IOException {
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | IllegalArgumentException broken) {
            throw Refusal.of(broken, "zip-broken");
        }
        Archive archive = new Archive(zip, limits);
        try {
            archive.list();
            return archive;
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private void list() {
        Enumeration<ZipArchiveEntry> entries = zip.getEntries();
        while (entries.hasMoreElements()) {
            ZipArchiveEntry entry = entries.nextElement();
            if (files.size() >= limits.entries()) throw Refusal.of("zip-too-many-files", limits.entries());
            String name = entry.getName();
            if (leadsOutside(name)) throw Refusal.of("zip-unsafe-name", Refusal.shown(name));
            if (!entry.isDirectory() && !entry.isUnixSymlink() && !isClutter(name)) files.add(entry);
        }
    }

    private static boolean leadsOutside(String name) {
        String path = name.replace('\\', '/');
        if (path.startsWith("/") || path.indexOf('\0') >= 0 || path.matches("[A-Za-z]:.*")) return true;
        for (String part : path.split("/")) if (part.equals("..")) return true;
        return false;
    }

    /// What operating systems leave behind.
    private static boolean isClutter(String name) {
        String last = lastName(name);
        return name.startsWith("__MACOSX/")
                || name.contains("/__MACOSX/")
                || last.startsWith(".")
                || last.equalsIgnoreCase("thumbs.db")
                || last.equalsIgnoreCase("desktop.ini");
    }

    /// The name without its folders.
    static String lastName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /// The files in it, in the archive's order.
    List<ZipArchiveEntry> files() {
        return files;
    }

    @Nullable
    ZipArchiveEntry find(String name) {
        return zip.getEntry(name);
    }

    /// The content of an entry, bounded and checked against its sum; to be closed, or closed with the archive.
    InputStream read(ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw Refusal.of("zip-encrypted", Refusal.shown(entry.getName()));
        }
        try {
            InputStream in =
                    new Checked(new BoundedInput(zip.getInputStream(entry), entry.getCompressedSize(), limits), entry);
            opened.add(in);
            return in;
        } catch (UnsupportedZipFeatureException unknown) {
            throw Refusal.of(unknown, "zip-unknown-method", Refusal.shown(entry.getName()));
        } catch (ZipException broken) {
            throw Refusal.of(broken, "zip-broken");
        }
    }

    void extract(ZipArchiveEntry entry, Path into) throws IOException {
        try (InputStream in = read(entry);
                OutputStream out = Files.newOutputStream(into)) {
            in.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        for (InputStream in : opened) in.close();
        zip.close();
    }

    /// Damage inside an entry becomes a refusal instead of half a table.
    private static final class Checked extends InputStream {
        private final CheckedInputStream in;
        private final ZipArchiveEntry entry;
        private boolean ended;

        Checked(InputStream bounded, ZipArchiveEntry entry) {
            in = new CheckedInputStream(new BufferedInputStream(bounded, 1 << 16), new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(into, offset, length);
            } catch (IOException | ArrayIndexOutOfBoundsException broken) {
                throw Refusal.of(broken, "zip-damaged", Refusal.shown(entry.getName()));
            }
            if (n < 0 && !ended) {
                ended = true;
                long sum = in.getChecksum().getValue();
                if (entry.getCrc() >= 0 && sum != entry.getCrc()) {
                    throw Refusal.of("zip-damaged", Refusal.shown(entry.getName()));
                }
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
