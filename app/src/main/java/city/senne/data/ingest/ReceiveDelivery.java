package city.senne.data.ingest;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A file is handed in: kept on disk as it came, then put in the queue. What this answers survives a power cut.
@Component
public class ReceiveDelivery {
    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final Access access;
    private final IngestSettings settings;
    private final Clock clock;

    ReceiveDelivery(Deliveries deliveries, DeliveryFiles files, Access access, IngestSettings settings, Clock clock) {
        this.deliveries = deliveries;
        this.files = files;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
    }

    /// A file on its way in.
    ///
    /// @param name as the publisher's machine calls it; only its last part counts
    /// @param source the address it is fetched from, or null
    /// @param length in bytes as announced, or -1
    public record Incoming(String name, @Nullable String source, long length, InputStream content) {}

    /// Reads the content to its end. Throws UnreadableDelivery when it is empty, too large or cut short, and
    /// AccessRefused; nothing is kept then.
    public Delivery receive(Viewer viewer, Incoming incoming, Instructions given) throws IOException {
        String fileName = lastPart(incoming.name());
        DatasetId dataset = dataset(fileName, given);
        access.require(viewer, Act.PUBLISH, dataset.value());
        UUID id = UUID.randomUUID();
        boolean kept = false;
        try {
            Received received = write(files.create(id), incoming);
            Delivery delivery = queued(viewer, id, dataset, fileName, incoming.source(), received, given);
            deliveries.add(delivery);
            kept = true;
            return delivery;
        } finally {
            if (!kept) files.delete(id);
        }
    }

    /// The same file once more, read with other choices.
    public Delivery receiveAgain(Viewer viewer, Delivery earlier, Instructions given) throws IOException {
        access.require(viewer, Act.PUBLISH, earlier.dataset().value());
        UUID id = UUID.randomUUID();
        Files.createLink(files.create(id), files.file(earlier.id()));
        Instructions all = earlier.instructions().overriddenBy(given);
        Received same = new Received(earlier.bytes(), earlier.sha256());
        Delivery delivery = queued(viewer, id, earlier.dataset(), earlier.fileName(), earlier.source(), same, all);
        deliveries.add(delivery);
        return delivery;
    }

    private Delivery queued(
            Viewer viewer,
            UUID id,
            DatasetId dataset,
            String fileName,
            @Nullable String source,
            Received received,
            Instructions given) {
        Instructions remembered = deliveries.findRemembered(dataset).orElse(Instructions.NONE);
        return new Delivery(
                id,
                dataset,
                fileName,
                source,
                received.bytes(),
                received.sha256(),
                remembered.overriddenBy(given),
                Delivery.State.QUEUED,
                viewer.name(),
                clock.instant(),
                null,
                null,
                0,
                0,
                0,
                List.of(),
                List.of(),
                null,
                null);
    }

    private record Received(long bytes, String sha256) {}

    private Received write(Path file, Incoming incoming) throws IOException {
        long limit = settings.maxFileSize().toBytes();
        if (incoming.length() > limit) throw tooLarge(limit);
        MessageDigest digest = sha256();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream content = new DigestInputStream(incoming.content(), digest)) {
            var out = Channels.newOutputStream(channel);
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > limit) throw tooLarge(limit);
                out.write(buffer, 0, read);
            }
            channel.force(true);
        }
        if (bytes == 0) throw new UnreadableDelivery(Reason.of("delivery.empty"));
        if (incoming.length() >= 0 && bytes != incoming.length()) {
            throw new UnreadableDelivery(Reason.of("delivery.interrupted", bytes, incoming.length()));
        }
        return new Received(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static UnreadableDelivery tooLarge(long limit) {
        return new UnreadableDelivery(Reason.of("delivery.too_large", limit));
    }

    /// The id that was asked for, else one made from the title, else from the file's name without its endings.
    private static DatasetId dataset(String fileName, Instructions given) {
        if (given.id() != null) {
            if (given.id().isReserved()) {
                throw new UnreadableDelivery(
                        Reason.of("delivery.id_reserved", given.id().value()));
            }
            return given.id();
        }
        if (given.title() != null && !given.title().isEmpty()) {
            return DatasetId.from(given.title().in("fr"));
        }
        String stem = fileName.replaceFirst("(\\.[A-Za-z0-9]{1,8}){1,2}$", "");
        return DatasetId.from(stem.isEmpty() ? fileName : stem);
    }

    private static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = last.replaceAll("\\p{Cntrl}", "").strip();
        if (printable.isEmpty()) return "delivery";
        return printable.length() > 200 ? printable.substring(printable.length() - 200) : printable;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
