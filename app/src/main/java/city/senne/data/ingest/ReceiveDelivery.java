package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A file is handed in: kept on disk as it came, then put in the queue. What this answers survives a power cut.
@Component
public class ReceiveDelivery {
    private static final KeptFile TO_COME = new KeptFile(0, "");

    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final Catalog catalog;
    private final Organisations organisations;
    private final Access access;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final IngestSettings settings;
    private final Clock clock;

    ReceiveDelivery(
            Deliveries deliveries,
            DeliveryFiles files,
            Catalog catalog,
            Organisations organisations,
            Access access,
            Journal journal,
            TransactionTemplate transaction,
            IngestSettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.files = files;
        this.catalog = catalog;
        this.organisations = organisations;
        this.access = access;
        this.journal = journal;
        this.transaction = transaction;
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
        return receive(viewer, incoming, given, null);
    }

    /// The same; what it would take away from those who use the dataset waits for somebody's decision.
    ///
    /// @param heldAbove as of [#order]
    public Delivery receive(Viewer viewer, Incoming incoming, Instructions given, @Nullable Double heldAbove)
            throws IOException {
        String fileName = lastPart(incoming.name());
        DatasetId dataset = dataset(fileName, given);
        Instructions permitted = permitted(viewer, dataset, given);
        UUID id = UUID.randomUUID();
        boolean kept = false;
        try {
            KeptFile received = KeptFile.write(
                    files.create(id),
                    incoming.content(),
                    incoming.length(),
                    settings.maxFileSize().toBytes(),
                    _ -> {});
            Delivery delivery =
                    queued(viewer, id, dataset, fileName, incoming.source(), received, permitted, heldAbove);
            add(viewer, delivery);
            kept = true;
            return delivery;
        } finally {
            if (!kept) files.delete(id);
        }
    }

    /// A delivery whose file the server will fetch, in its turn. Throws UnreadableDelivery when the address is none
    /// that it could fetch from, and AccessRefused.
    public Delivery order(Viewer viewer, String address, Instructions given) {
        return order(viewer, address, given, null);
    }

    /// The same; what it would take away from those who use the dataset waits for somebody's decision.
    ///
    /// @param heldAbove the share of the rows that may go by themselves; null where all may, and fields too
    public Delivery order(Viewer viewer, String address, Instructions given, @Nullable Double heldAbove) {
        SourceAddress source = SourceAddress.parse(address);
        String fileName = lastPart(source.nameInPath());
        DatasetId dataset = dataset(fileName, given);
        Instructions permitted = permitted(viewer, dataset, given);
        String asked = source.uri().toString();
        Delivery delivery = queued(viewer, UUID.randomUUID(), dataset, fileName, asked, TO_COME, permitted, heldAbove);
        add(viewer, delivery);
        return delivery;
    }

    /// The same file once more, read with other choices; one that could not be fetched is fetched again.
    public Delivery receiveAgain(Viewer viewer, Delivery earlier, Instructions given) throws IOException {
        Instructions all = earlier.instructions().overriddenBy(given);
        if (earlier.version() != null) all = all.landed();
        all = permitted(viewer, earlier.dataset(), all);
        UUID id = UUID.randomUUID();
        if (!earlier.awaitsFile()) Files.createLink(files.create(id), files.file(earlier.id()));
        KeptFile same = new KeptFile(earlier.bytes(), earlier.sha256());
        Delivery delivery = queued(
                viewer, id, earlier.dataset(), earlier.fileName(), earlier.source(), same, all, earlier.heldAbove());
        add(viewer, delivery);
        return delivery;
    }

    /// What is asked for, as far as this viewer may. A dataset that exists stays whose it is; a new one becomes
    /// her organisation's, and stays a draft where she may not make it public. Throws AccessRefused, and
    /// UnreadableDelivery.
    private Instructions permitted(Viewer viewer, DatasetId dataset, Instructions given) {
        String asked = given.about().organisation();
        Optional<Subject> known = catalog.findSubject(dataset);
        if (known.isPresent()) {
            access.require(viewer, Act.PUBLISH, known.get());
            if (asked != null && !asked.equals(known.get().organisation())) {
                throw refused("delivery.organisation_other", dataset.value());
            }
            return given.changing();
        }
        String owner = asked == null ? onlyOrganisation(viewer) : asked;
        Subject future = Subject.draft(dataset.value(), owner);
        access.require(viewer, Act.PUBLISH, future);
        if (owner != null && organisations.find(owner).isEmpty()) {
            throw refused("delivery.organisation_unknown", owner);
        }
        return given.creating(owner, access.decide(viewer, Act.STAGE, future) instanceof Verdict.No);
    }

    /// For which she creates datasets without having to say so; null for none.
    private @Nullable String onlyOrganisation(Viewer viewer) {
        if (viewer.unlimited().isAdministrator()) return null;
        Set<String> organisationsOfHers = access.createsFor(viewer);
        if (organisationsOfHers.size() > 1) {
            throw refused("delivery.organisation_needed", String.join(", ", new TreeSet<>(organisationsOfHers)));
        }
        return organisationsOfHers.stream().findFirst().orElse(null);
    }

    private static UnreadableDelivery refused(String code, String about) {
        return new UnreadableDelivery(Reason.of(code, about));
    }

    private void add(Viewer viewer, Delivery delivery) {
        Entry told = delivery.in(Entry.of(viewer, Kind.DELIVERY_RECEIVED))
                .with("bytes", delivery.bytes())
                .with("sha256", delivery.sha256())
                .withPersonal("file", delivery.fileName());
        transaction.executeWithoutResult(_ -> {
            deliveries.add(delivery);
            journal.record(delivery.source() == null ? told : told.withPersonal("source", delivery.source()));
        });
    }

    private Delivery queued(
            Viewer viewer,
            UUID id,
            DatasetId dataset,
            String fileName,
            @Nullable String source,
            KeptFile received,
            Instructions given,
            @Nullable Double heldAbove) {
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
                null,
                heldAbove,
                null);
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
        Translated title = given.about().title();
        if (title != null && !title.isEmpty()) return DatasetId.from(title.in("fr"));
        String stem = fileName.replaceFirst("(\\.[A-Za-z0-9]{1,8}){1,2}$", "");
        return DatasetId.from(stem.isEmpty() ? fileName : stem);
    }

    static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = last.replaceAll("\\p{Cntrl}", "").strip();
        if (printable.isEmpty()) return "delivery";
        return printable.length() > 200 ? printable.substring(printable.length() - 200) : printable;
    }
}
