package city.senne.data.ogc;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.SearchCatalogue;
import city.senne.data.catalog.Version;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.trust.identity.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/// Datasets as records of a catalogue: those that the viewer may know of.
@Component
class Records {
    /// What all records describe.
    static final String TYPE = "dataset";

    /// What the ids are called by which datasets are known whatever their addresses are.
    static final String SCHEME = "uid";

    /// So many are read together where many are looked through.
    private static final int AT_ONCE = 500;

    private final SearchCatalogue searchCatalogue;
    private final ListDatasets listDatasets;

    Records(SearchCatalogue searchCatalogue, ListDatasets listDatasets) {
        this.searchCatalogue = searchCatalogue;
        this.listDatasets = listDatasets;
    }

    /// What records must meet; what is empty is met by all.
    ///
    /// @param terms one of which must be borne
    /// @param externalIds each a value, `scheme:value` or `scheme:`
    /// @param boxes one of which must be touched
    record Wanted(
            List<String> terms,
            List<String> ids,
            List<String> types,
            List<String> externalIds,
            List<Geometry> boxes,
            Optional<Period> period) {
        /// Whether more must be known of a record than its id.
        boolean looksInside() {
            return !externalIds.isEmpty() || !boxes.isEmpty() || period.isPresent();
        }
    }

    record Found(long total, List<ListedDataset> page) {}

    Found find(Viewer viewer, Wanted wanted, int limit, int offset, Locale language) {
        if (!wanted.types.isEmpty() && !wanted.types.contains(TYPE)) return new Found(0, List.of());
        List<String> ids = searchCatalogue.bearing(viewer, wanted.terms, language.getLanguage());
        if (!wanted.ids.isEmpty()) {
            Set<String> named = Set.copyOf(wanted.ids);
            ids = ids.stream().filter(named::contains).toList();
        }
        if (wanted.looksInside()) ids = meeting(viewer, wanted, ids, language);
        int from = Math.min(offset, ids.size());
        List<String> page = ids.subList(from, Math.min(ids.size(), from + limit));
        return new Found(ids.size(), listed(viewer, page, language));
    }

    Optional<ListedDataset> find(Viewer viewer, String id, Locale language) {
        List<ListedDataset> found = new ArrayList<>();
        listDatasets.each(viewer, List.of(id), language, found::add);
        return found.stream().findFirst();
    }

    private List<String> meeting(Viewer viewer, Wanted wanted, List<String> ids, Locale language) {
        List<String> meeting = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            for (ListedDataset listed : listed(viewer, ids.subList(i, Math.min(ids.size(), i + AT_ONCE)), language)) {
                if (meets(listed, wanted)) meeting.add(listed.dataset().id().value());
            }
        }
        return meeting;
    }

    private List<ListedDataset> listed(Viewer viewer, List<String> ids, Locale language) {
        List<ListedDataset> all = new ArrayList<>();
        listDatasets.listed(viewer, searchCatalogue.list(viewer, ids), language, all::add);
        return all;
    }

    private static boolean meets(ListedDataset listed, Wanted wanted) {
        return (wanted.externalIds.isEmpty() || isNamed(listed.dataset(), wanted.externalIds))
                && (wanted.boxes.isEmpty() || touches(listed, wanted.boxes))
                && wanted.period
                        .map(period -> during(listed.dataset().description().coverage(), period))
                        .orElse(true);
    }

    private static boolean isNamed(Dataset dataset, List<String> externalIds) {
        return externalIds.stream()
                .anyMatch(each -> each.equals(dataset.uid())
                        || each.equals(SCHEME + ":")
                        || each.equals(SCHEME + ":" + dataset.uid()));
    }

    private static boolean touches(ListedDataset listed, List<Geometry> boxes) {
        return extent(listed)
                .map(extent -> new Envelope(extent.west(), extent.east(), extent.south(), extent.north()))
                .filter(extent -> boxes.stream()
                        .anyMatch(box -> box.intersects(box.getFactory().toGeometry(extent))))
                .isPresent();
    }

    /// Where its rows lie, as far as the reader may know it.
    static Optional<Version.Extent> extent(ListedDataset listed) {
        boolean showsPlaces = listed.visible().fields().stream()
                .anyMatch(field -> field.type().isGeo());
        return Optional.ofNullable(listed.dataset().current().extent()).filter(_ -> showsPlaces);
    }

    private static boolean during(Coverage coverage, Period period) {
        return coverage.hasPeriod()
                && period.meets(
                        Coverage.firstDay(coverage.from()).map(Records::begins).orElse(null),
                        Coverage.lastDay(coverage.until()).map(Records::ends).orElse(null));
    }

    private static Instant begins(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant ends(LocalDate day) {
        return day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
    }
}
