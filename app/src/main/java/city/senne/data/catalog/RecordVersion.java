package city.senne.data.catalog;

import city.senne.trust.access.Stage;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A dataset gets its next version, and comes into being with its first one.
///
/// Takes part in the transaction that commits the rows to the lake, so that neither exists without the other. Whether
/// the viewer may is judged where the delivery is received.
@Component
public class RecordVersion {
    private static final String UID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Datasets datasets;
    private final CatalogueIndex index;
    private final ApplicationEventPublisher events;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecordVersion(
            Datasets datasets, CatalogueIndex index, ApplicationEventPublisher events, Journal journal, Clock clock) {
        this.datasets = datasets;
        this.index = index;
        this.events = events;
        this.journal = journal;
        this.clock = clock;
    }

    /// Waits for a landing of the same dataset that is under way; the dataset as it then is. Call this before the lake
    /// is committed.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Dataset> begin(DatasetId id) {
        datasets.lock(id);
        return datasets.find(id);
    }

    /// @param description for a new dataset, or the new description of an existing one
    /// @param stage of a new dataset; an existing one stays where it is
    /// @param owner the organisation whose dataset a new one is; an existing one stays whose it is
    /// @param version its number and time are given here, whatever they are
    /// @param deliveredBy the name of who delivered it
    @Transactional(propagation = Propagation.MANDATORY)
    public Version record(
            Dataset.Description description, Stage stage, @Nullable String owner, Version version, String deliveredBy) {
        Instant now = clock.instant();
        Optional<Dataset> existing = datasets.find(version.dataset());
        int number = existing.map(dataset -> dataset.current().number() + 1).orElse(1);
        Version numbered = new Version(
                version.dataset(),
                number,
                version.snapshot(),
                now,
                version.update(),
                version.rows(),
                version.bytes(),
                version.schema(),
                version.words(),
                version.difference(),
                version.extent(),
                version.delivery());
        if (existing.isPresent()) {
            datasets.describe(version.dataset(), description, now);
            DescriptionChange.told(kind -> Entry.ofSenne(kind, deliveredBy), existing.get(), description)
                    .forEach(journal::record);
        } else {
            datasets.add(version.dataset(), uid(), description, stage, owner, now);
        }
        datasets.add(numbered);
        datasets.find(version.dataset()).ifPresent(index::put);
        events.publishEvent(new VersionLanded(version.dataset(), number));
        return numbered;
    }

    private String uid() {
        StringBuilder uid = new StringBuilder("da_");
        for (int i = 0; i < 6; i++) uid.append(UID_LETTERS.charAt(random.nextInt(UID_LETTERS.length())));
        return uid.toString();
    }
}
