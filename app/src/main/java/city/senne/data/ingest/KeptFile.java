package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A file as it came, safe on disk.
///
/// @param sha256 of its bytes, in hexadecimal
public record KeptFile(long bytes, String sha256) {

    /// Reads the content to its end; the file survives a power cut from then on. Throws UnreadableDelivery when it is
    /// empty, too large or cut short, and leaves the rest of it to the caller.
    ///
    /// @param announced how many bytes are to come, or -1
    /// @param progress is told how many came
    public static KeptFile write(Path file, InputStream content, long announced, long limit, LongConsumer progress)
            throws IOException {
        if (announced > limit) throw tooLarge(limit);
        MessageDigest digest = sha256Digest();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var out = Channels.newOutputStream(channel);
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > limit) throw tooLarge(limit);
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                progress.accept(bytes);
            }
            channel.force(true);
        }
        if (bytes == 0) throw new UnreadableDelivery(Reason.of("delivery.empty"));
        if (announced >= 0 && bytes != announced) {
            throw new UnreadableDelivery(Reason.of("delivery.interrupted", bytes, announced));
        }
        return new KeptFile(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// Whether it was our disk that failed, not whoever sent the content.
    static boolean isOfDisk(IOException failure) {
        return failure instanceof java.nio.file.FileSystemException
                || String.valueOf(failure.getMessage()).contains("No space left");
    }

    private static UnreadableDelivery tooLarge(long limit) {
        return new UnreadableDelivery(Reason.of("delivery.too_large", limit));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
