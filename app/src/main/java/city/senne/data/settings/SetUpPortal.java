package city.senne.data.settings;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.portal.Basemap;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Logo;
import city.senne.platform.portal.Portal;
import city.senne.platform.portal.PortalMistake;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The operator decides how the portal looks and what it says. It holds at once, on all pages.
@Component
public class SetUpPortal {
    private final CurrentPortal current;
    private final Catalog catalog;
    private final Access access;
    private final Journal journal;
    private final TransactionTemplate transaction;

    SetUpPortal(
            CurrentPortal current, Catalog catalog, Access access, Journal journal, TransactionTemplate transaction) {
        this.current = current;
        this.catalog = catalog;
        this.access = access;
        this.journal = journal;
        this.transaction = transaction;
    }

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// Nothing was kept.
        record Wrong(List<PortalMistake> mistakes) implements Outcome {}

        /// Somebody else set it up since; nothing was kept.
        record Outdated() implements Outcome {}
    }

    /// Throws AccessRefused.
    ///
    /// @param revision of the portal that the new one was made from
    /// @param logo the file, when it is a new one
    public Outcome setUp(Viewer viewer, int revision, Portal portal, Logo.@Nullable File logo) {
        access.require(viewer, Act.SET_UP, "");
        List<PortalMistake> mistakes = new ArrayList<>(PortalMistake.in(portal));
        if (mistakes.stream().noneMatch(mistake -> mistake.place().startsWith("map."))) {
            if (portal.basemap().kind() == Basemap.Kind.DATASET) {
                withoutPlaces("map.dataset", portal.basemap().dataset()).ifPresent(mistakes::add);
            }
            if (!portal.places().isEmpty()) {
                withoutPlaces("map.places", portal.places()).ifPresent(mistakes::add);
            }
        }
        if (!mistakes.isEmpty()) return new Outcome.Wrong(List.copyOf(mistakes));
        CurrentPortal.Kept now = current.kept();
        if (revision == now.revision() && portal.equals(now.portal())) return new Outcome.Done();
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!current.keep(revision, portal, viewer.name(), logo)) return new Outcome.Outdated();
            journal.record(Entry.of(viewer, Kind.PORTAL_SET_UP).with("revision", revision + 1));
            return new Outcome.Done();
        }));
    }

    /// Everybody looks at these places: everybody must be allowed to see their dataset.
    ///
    /// @param input that names the dataset
    private Optional<PortalMistake> withoutPlaces(String input, String id) {
        Optional<Dataset> dataset = catalog.find(Viewer.ANONYMOUS, id);
        String wrong = "portal.wrong." + input;
        if (dataset.isEmpty() || !dataset.get().subject().isOpen()) {
            return Optional.of(new PortalMistake(input, wrong + ".unknown", id));
        }
        if (!hasPlaces(dataset.get())) return Optional.of(new PortalMistake(input, wrong + ".without", id));
        return Optional.empty();
    }

    static boolean hasPlaces(Dataset dataset) {
        return dataset.current().schema().fields().stream()
                .anyMatch(field -> field.type().isGeo());
    }
}
