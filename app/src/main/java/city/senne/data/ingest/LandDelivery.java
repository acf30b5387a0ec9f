package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.RecordVersion;
import city.senne.data.catalog.RenameField;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.catalog.Version;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.lake.Difference;
import city.senne.engine.lake.Draft;
import city.senne.engine.lake.Lake;
import city.senne.engine.lake.Staged;
import city.senne.engine.lake.StagedQuery;
import city.senne.engine.lake.StagedTable;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Translated;
import city.senne.platform.store.Outage;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A delivered file becomes the next version of its dataset, as a whole or not at all.
///
/// It is read twice: once to decide what its columns are, once to convert its rows. Whatever interrupts it
/// leaves the dataset as it was; reading again from the start is always safe.
@Component
class LandDelivery {
    private static final Logger log = LoggerFactory.getLogger(LandDelivery.class);
    private static final Duration READ_AGAIN_FOR = Duration.ofHours(1);

    private final Deliveries deliveries;
    private final EndDelivery endDelivery;
    private final HeldDeliveries held;
    private final Rejects rejects;
    private final DeliveryFiles files;
    private final Catalog catalog;
    private final RecordVersion recordVersion;
    private final RenameField renameField;
    private final Lake lake;
    private final IngestSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LandDelivery(
            Deliveries deliveries,
            EndDelivery endDelivery,
            HeldDeliveries held,
            Rejects rejects,
            DeliveryFiles files,
            Catalog catalog,
            RecordVersion recordVersion,
            RenameField renameField,
            Lake lake,
            IngestSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.endDelivery = endDelivery;
        this.held = held;
        this.rejects = rejects;
        this.files = files;
        this.catalog = catalog;
        this.recordVersion = recordVersion;
        this.renameField = renameField;
        this.lake = lake;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Ends in one of the final states, which is kept with the delivery; throws only when that cannot be
    /// kept.
    void land(Delivery delivery, ReadingProgress progress) {
        Optional<Integer> published = findPublished(delivery);
        ReadRows rows = new ReadRows(delivery, rejects, progress);
        if (published.isPresent()) {
            end(delivery, rows, Delivery.State.UNCHANGED, null, published.get());
            return;
        }
        try {
            rejects.clear(delivery.id());
            readAndCommit(delivery, rows, files.workFolder(delivery.id()), progress);
        } catch (Hold.Needed e) {
            endDelivery.end(delivery, outcome(rows, Delivery.State.HELD, null, null, e.hold()));
        } catch (UnreadableDelivery e) {
            end(delivery, rows, Delivery.State.REFUSED, e.reason(), null);
        } catch (ReadingProgress.Cancelled e) {
            end(delivery, rows, Delivery.State.CANCELLED, null, null);
        } catch (ReadingProgress.Stopped e) {
            log.info("Delivery {} to {} will be read at the next start", delivery.id(), delivery.dataset());
        } catch (IOException | SQLException | RuntimeException e) {
            fail(delivery, rows, e);
        } catch (Error e) {
            // A file that is too much for the memory or the stack must not take the reader of all others with it.
            fail(delivery, rows, new IllegalStateException(e));
        } finally {
            files.deleteWorkFolder(delivery.id());
        }
    }

    /// The version that these same bytes, read the same way, already are part of. Only rows that were added are still
    /// there when others came since: what replaced some may have been replaced itself.
    private Optional<Integer> findPublished(Delivery delivery) {
        if (delivery.isOfPushes() || catalog.isDeleted(delivery.dataset())) return Optional.empty();
        return deliveries
                .findLanded(delivery.dataset(), delivery.sha256())
                .filter(landed -> landed.instructions()
                        .overriddenBy(delivery.instructions())
                        .equals(landed.instructions()))
                .map(Delivery::version)
                .filter(version ->
                        delivery.instructions().update() == UpdateMode.APPEND || isCurrent(delivery, version));
    }

    private boolean isCurrent(Delivery delivery, int version) {
        return catalog.find(new Viewer.Operator(), delivery.dataset().value())
                .filter(dataset -> dataset.current().number() == version)
                .isPresent();
    }

    private void readAndCommit(Delivery delivery, ReadRows rows, Path work, ReadingProgress progress)
            throws IOException, SQLException {
        Dataset dataset = find(delivery);
        UpdateMode wanted = delivery.instructions().update();
        UpdateMode update = dataset == null || wanted == null ? UpdateMode.REPLACE : wanted;
        TableSchema previous = dataset == null ? null : dataset.current().schema();
        FieldColumns columns = FieldColumns.of(dataset, delivery.instructions());
        refuseTaken(dataset, columns);
        FileStudy study = new FileStudy(files.file(delivery.id()), work, delivery, previous, update, columns);
        TableSchema read;
        try (study) {
            Optional<PlainReading> plain = study.plain();
            if (plain.isPresent() && landPlainly(delivery, rows, work, dataset, update, plain.get(), progress)) return;
            read = rows.plan(study);
        }
        NextVersion next = next(delivery, read, dataset, update);
        TableSchema delivered = next.fields().delivered();
        try (StagedTable staged = new StagedTable(work.resolve("staged.duckdb"), delivered, settings.memory())) {
            rows.convert(study, staged);
            Double maxShare = delivery.instructions().maxRejectedShare();
            rows.refuseMoreRejectsThan(maxShare == null ? settings.maxRejectedShare() : maxShare);
            write(delivery, rows, staged, next, share -> progress.check());
        }
    }

    /// Lets DuckDB read the file, which is many times faster. False when it found something that must be
    /// read row after row; then nothing has happened yet.
    private boolean landPlainly(
            Delivery delivery,
            ReadRows rows,
            Path work,
            @Nullable Dataset dataset,
            UpdateMode update,
            PlainReading plain,
            ReadingProgress progress)
            throws IOException {
        NextVersion next = next(delivery, plain.schema(), dataset, update);
        try (Staged staged = new StagedQuery(work.resolve("spill"), settings.memory(), plain.select(), plain.rows())) {
            rows.takeFrom(plain);
            write(delivery, rows, staged, next, share -> progress.at(share, (long) (share * plain.rows()), 0));
            return true;
        } catch (ReadingProgress.Cancelled e) {
            rows.forget();
            throw e;
        } catch (SQLException e) {
            log.info("Delivery {} is read row after row: {}", delivery.id(), e.getMessage());
            rows.forget();
            return false;
        }
    }

    private NextVersion next(Delivery delivery, TableSchema read, @Nullable Dataset dataset, UpdateMode update) {
        Version previous = dataset == null ? null : dataset.current();
        Instructions said = FieldColumns.of(dataset, delivery.instructions()).in(delivery.instructions());
        Fields fields = Fields.of(read, said, previous, update);
        if (delivery.instructions().id() == null && previous != null) {
            refuseStranger(delivery, fields.delivered(), previous.schema());
        }
        return NextVersion.of(lake, dataset, update, fields);
    }

    private void write(Delivery delivery, ReadRows rows, Staged staged, NextVersion next, DoubleConsumer watcher)
            throws IOException, SQLException {
        rows.reportRepeatedKeys(staged, next.fields().delivered().key());
        Draft draft = lake.draft(delivery.dataset().value(), next.fields().resulting(), next.change());
        boolean landed = false;
        try {
            draft.write(
                    staged.connection(),
                    next.select(staged),
                    StagedTable.rowGroupSize(next.fields().resulting()),
                    watcher);
            next.check(staged, draft);
            commit(delivery, rows, draft, next, next.difference(staged, draft), next.extent(staged, draft));
            landed = true;
        } finally {
            if (!landed) draft.discard();
        }
    }

    /// An id that was made from a title or a file name may hit a dataset that has nothing to do with the
    /// file.
    private static void refuseStranger(Delivery delivery, TableSchema delivered, TableSchema previous) {
        long known = previous.fields().stream()
                .filter(field -> delivered.findField(field.name()).isPresent())
                .count();
        if (known * 2 < previous.fields().size()) {
            throw new UnreadableDelivery(
                    Reason.of("delivery.other_table", delivery.dataset().value()));
        }
    }

    private @Nullable Dataset find(Delivery delivery) {
        if (catalog.isDeleted(delivery.dataset())) throw deleted(delivery);
        Dataset dataset =
                catalog.find(new Viewer.Operator(), delivery.dataset().value()).orElse(null);
        if (dataset != null) refuseOf(dataset, delivery);
        return dataset;
    }

    /// A deleted dataset keeps its id until it is erased. What is meant to be a draft must not become public at once.
    /// Who brings a dataset into being for her organisation must not find herself in another's, which got the
    /// id while her file waited.
    private static void refuseOf(Dataset dataset, Delivery delivery) {
        if (dataset.stage() == Stage.DELETED) throw deleted(delivery);
        String owner = delivery.organisation();
        if (owner != null && !owner.equals(dataset.subject().organisation())) {
            throw new UnreadableDelivery(
                    Reason.of("delivery.organisation_other", delivery.dataset().value()));
        }
        if (dataset.stage() == Stage.PUBLISHED
                && Boolean.TRUE.equals(delivery.instructions().draft())) {
            throw new UnreadableDelivery(
                    Reason.of("delivery.public_already", delivery.dataset().value()));
        }
    }

    private static UnreadableDelivery deleted(Delivery delivery) {
        return new UnreadableDelivery(
                Reason.of("delivery.dataset_deleted", delivery.dataset().value()));
    }

    private void commit(
            Delivery delivery,
            ReadRows rows,
            Draft draft,
            NextVersion next,
            @Nullable Difference difference,
            Version.@Nullable Extent extent) {
        transaction.executeWithoutResult(status -> {
            if (deliveries.isCancelled(delivery.id())) throw new ReadingProgress.Cancelled();
            Optional<Dataset> now = recordVersion.begin(delivery.dataset());
            now.ifPresent(present -> {
                refuseOf(present, delivery);
                if (next.update() == UpdateMode.REPLACE) hold(present, delivery, next.fields(), draft.rows());
            });
            Draft.Committed committed = draft.commit();
            // What people said while the file was read stays.
            Dataset.Description before = now.map(Dataset::description).orElse(null);
            Version version = recordVersion.record(
                    renamed(description(delivery, before), now.orElse(null), delivery),
                    Boolean.TRUE.equals(delivery.instructions().draft()) ? Stage.DRAFT : Stage.PUBLISHED,
                    delivery.organisation(),
                    new Version(
                            delivery.dataset(),
                            0,
                            committed.snapshot(),
                            clock.instant(),
                            next.update(),
                            committed.rows(),
                            committed.bytes(),
                            next.fields().resulting(),
                            next.fields().words(),
                            difference,
                            extent,
                            delivery.id()),
                    delivery.createdBy());
            if (!delivery.isOfPushes()) {
                deliveries.remember(delivery.dataset(), delivery.instructions().remembered());
            }
            end(delivery, rows, Delivery.State.LANDED, null, version.number());
        });
    }

    /// What somebody is asked about already, or has left, needs no question more.
    private void hold(Dataset present, Delivery delivery, Fields fields, long rows) {
        Double above = delivery.heldAbove();
        if (above == null) return;
        Hold hold = Hold.of(present, fields.resulting(), rows, above).orElse(null);
        if (hold == null) return;
        held.findAsked(delivery.id()).ifPresent(reason -> {
            throw new UnreadableDelivery(reason);
        });
        throw new Hold.Needed(hold);
    }

    /// What the publisher says now, else what was said before, else the file's name for a title.
    private static Dataset.Description description(Delivery delivery, Dataset.@Nullable Description before) {
        return delivery.instructions()
                .about()
                .describe(
                        before != null
                                ? before
                                : Dataset.Description.titled(Translated.of(titleOf(delivery.fileName()))));
    }

    /// With the names that the delivery gives to fields.
    private Dataset.Description renamed(Dataset.Description said, @Nullable Dataset now, Delivery delivery) {
        Dataset.Description described = said;
        Map<String, String> names =
                FieldColumns.of(now, delivery.instructions()).renamed();
        for (Map.Entry<String, String> field : names.entrySet()) {
            described = renameField.renamed(described, field.getKey(), field.getValue());
        }
        return described;
    }

    private static void refuseTaken(@Nullable Dataset dataset, FieldColumns columns) {
        if (dataset == null) return;
        columns.renamed().forEach((column, name) -> {
            if (RenameField.findMistake(dataset, column, name).isPresent()) {
                throw new UnreadableDelivery(Reason.of("delivery.field_name", name));
            }
        });
    }

    private static String titleOf(String fileName) {
        String stem = fileName.replaceFirst("(\\.[A-Za-z0-9]{1,8}){1,2}$", "")
                .replace('_', ' ')
                .strip();
        return stem.isEmpty() ? fileName : stem.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + stem.substring(1);
    }

    private void fail(Delivery delivery, ReadRows rows, Exception e) {
        Outage outage = Outage.in(e).orElse(null);
        if (outage == Outage.DATABASE_AWAY && isYoung(delivery)) {
            log.warn("Delivery {} to {} will be read again: {}", delivery.id(), delivery.dataset(), e.getMessage());
            return; // it stays as being read, by a reader that falls silent
        }
        log.error("Delivery {} to {} failed", delivery.id(), delivery.dataset(), e);
        Reason refusal = outage == Outage.DISK_FULL
                ? Reason.of("delivery.disk_full")
                : Reason.of("delivery.failed", delivery.id().toString());
        end(delivery, rows, Delivery.State.REFUSED, refusal, null);
    }

    /// A delivery that drives the database away each time must not be read for ever.
    private boolean isYoung(Delivery delivery) {
        Instant started = delivery.started();
        return started == null || started.plus(READ_AGAIN_FOR).isAfter(clock.instant());
    }

    private void end(
            Delivery delivery,
            ReadRows rows,
            Delivery.State state,
            @Nullable Reason refusal,
            @Nullable Integer version) {
        endDelivery.end(delivery, outcome(rows, state, refusal, version, null));
    }

    private static Deliveries.Outcome outcome(
            ReadRows rows,
            Delivery.State state,
            @Nullable Reason refusal,
            @Nullable Integer version,
            @Nullable Hold hold) {
        return new Deliveries.Outcome(
                state,
                rows.read(),
                rows.rejected(),
                List.copyOf(rows.decisions()),
                List.copyOf(rows.findings()),
                refusal,
                version,
                hold);
    }
}
