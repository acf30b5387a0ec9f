package city.senne.data.attachments;

import city.senne.data.catalog.ChangeDataset;
import city.senne.data.catalog.Dataset;
import city.senne.data.ingest.KeptFile;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A file is given with a dataset. It is safe on disk before anything names it.
@Component
class AttachFile {
    static final int LONGEST_TITLE = 200;

    private final Attachments attachments;
    private final AttachmentFiles files;
    private final ChangeDataset changeDataset;
    private final AttachmentSettings settings;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AttachFile(
            Attachments attachments,
            AttachmentFiles files,
            ChangeDataset changeDataset,
            AttachmentSettings settings,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.attachments = attachments;
        this.files = files;
        this.changeDataset = changeDataset;
        this.settings = settings;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A file on its way in.
    ///
    /// @param name as the publisher's machine calls it
    /// @param title blank for the file's name
    record Incoming(String name, String title, long length, InputStream content) {}

    sealed interface Outcome {
        record Attached(Attachment attachment) implements Outcome {}

        /// Nothing was kept. The word is `attachments.wrong.<word>`.
        ///
        /// @param ofTitle whether the title is wrong, and not the file
        record Wrong(boolean ofTitle, String word, Object argument) implements Outcome {
            static Wrong file(String word, Object argument) {
                return new Wrong(false, word, argument);
            }
        }
    }

    /// Throws NoSuchDataset, AccessRefused, and UnreadableDelivery when the file is cut short.
    Outcome attach(Viewer viewer, Dataset dataset, Incoming incoming) throws IOException {
        Optional<FileName> name = FileName.clean(incoming.name());
        if (name.isEmpty()) return Outcome.Wrong.file("name", "");
        String title = FileName.plain(incoming.title());
        if (title.length() > LONGEST_TITLE) return new Outcome.Wrong(true, "title", LONGEST_TITLE);
        if (incoming.length() == 0) return Outcome.Wrong.file("empty", "");
        long largest = settings.maxFileSize().toBytes();
        if (incoming.length() > largest) return Outcome.Wrong.file("too-large", new Size(largest));
        Path partial = files.partial();
        try {
            KeptFile kept = KeptFile.write(partial, incoming.content(), incoming.length(), largest, _ -> {});
            Attachment wanted = new Attachment(
                    dataset.id(),
                    "",
                    name.get(),
                    title.isEmpty() ? name.get().text() : title,
                    kept.bytes(),
                    kept.sha256(),
                    viewer.name(),
                    clock.instant());
            return Objects.requireNonNull(transaction.execute(_ -> keep(viewer, wanted, partial)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Bytes, told in the reader's units.
    record Size(long bytes) {}

    private Outcome keep(Viewer viewer, Attachment wanted, Path partial) {
        changeDataset.begin(viewer, wanted.dataset());
        List<Attachment> there = attachments.list(List.of(wanted.dataset().value()));
        for (Attachment each : there) {
            if (each.sha256().equals(wanted.sha256())) return Outcome.Wrong.file("twice", each.title());
        }
        if (there.size() >= settings.maxFiles()) return Outcome.Wrong.file("too-many", settings.maxFiles());
        long total = there.stream().mapToLong(Attachment::bytes).sum() + wanted.bytes();
        long most = settings.maxTotalSize().toBytes();
        if (total > most) return Outcome.Wrong.file("too-large-together", new Size(most));
        String id = wanted.fileName()
                .id(taken -> there.stream().anyMatch(each -> each.id().equals(taken)));
        Attachment attachment = new Attachment(
                wanted.dataset(),
                id,
                wanted.fileName(),
                wanted.title(),
                wanted.bytes(),
                wanted.sha256(),
                wanted.addedBy(),
                wanted.addedAt());
        try {
            files.keep(partial, wanted.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        attachments.add(attachment);
        changeDataset.end(wanted.dataset());
        journal.record(Entry.of(viewer, Kind.ATTACHMENT_ADDED)
                .about(wanted.dataset().value())
                .with("attachment", id)
                .with("bytes", wanted.bytes())
                .with("sha256", wanted.sha256()));
        return new Outcome.Attached(attachment);
    }
}
