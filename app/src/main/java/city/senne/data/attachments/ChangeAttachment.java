package city.senne.data.attachments;

import city.senne.data.catalog.ChangeDataset;
import city.senne.data.catalog.DatasetErased;
import city.senne.data.catalog.DatasetId;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An attached file gets another title, or is taken away. Its bytes, which nothing names any more, are swept away.
@Component
class ChangeAttachment {
    private final Attachments attachments;
    private final ChangeDataset changeDataset;
    private final Journal journal;
    private final Clock clock;

    ChangeAttachment(Attachments attachments, ChangeDataset changeDataset, Journal journal, Clock clock) {
        this.attachments = attachments;
        this.changeDataset = changeDataset;
        this.journal = journal;
        this.clock = clock;
    }

    enum Outcome {
        DONE,
        /// Nothing of that id is attached any more.
        GONE,
        TITLE_TOO_LONG
    }

    /// Throws NoSuchDataset, and AccessRefused.
    ///
    /// @param title blank for the file's name
    @Transactional
    Outcome retitle(Viewer viewer, DatasetId dataset, String id, String title) {
        String plain = FileName.plain(title);
        if (plain.length() > AttachFile.LONGEST_TITLE) return Outcome.TITLE_TOO_LONG;
        return change(viewer, Kind.ATTACHMENT_RETITLED, dataset, id, attachment -> {
            String wanted = plain.isEmpty() ? attachment.fileName().text() : plain;
            attachments.retitle(attachment, wanted, viewer.name(), clock.instant());
        });
    }

    /// Throws NoSuchDataset, and AccessRefused.
    @Transactional
    Outcome remove(Viewer viewer, DatasetId dataset, String id) {
        return change(
                viewer,
                Kind.ATTACHMENT_REMOVED,
                dataset,
                id,
                attachment -> attachments.remove(attachment, viewer.name(), clock.instant()));
    }

    private Outcome change(Viewer viewer, Kind kind, DatasetId dataset, String id, Consumer<Attachment> change) {
        changeDataset.begin(viewer, dataset);
        var found = attachments.list(List.of(dataset.value())).stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst();
        if (found.isEmpty()) return Outcome.GONE;
        change.accept(found.get());
        changeDataset.end(dataset);
        journal.record(Entry.of(viewer, kind).about(dataset.value()).with("attachment", id));
        return Outcome.DONE;
    }

    @EventListener
    void forget(DatasetErased erased) {
        attachments.forget(erased.dataset());
    }
}
