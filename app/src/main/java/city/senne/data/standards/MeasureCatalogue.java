package city.senne.data.standards;

import static city.senne.data.explore.export.rdf.Vocabulary.DCAT;
import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Sight;
import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.standards.ApplicationProfile.Finding;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Scores the catalogue as data.europa.eu would, from the DCAT that it gives out. Whether an address answers is asked
/// inside the program, of what decides at that door for a stranger; all addresses are our own, and a foreign one would
/// not count.
@Component
class MeasureCatalogue {
    private static final String FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final String LICENCES = "http://publications.europa.eu/resource/authority/licence/";
    private static final String ACCESS_RIGHTS = "http://publications.europa.eu/resource/authority/access-right/";
    private static final int AT_ONCE = 100;

    private final Catalog catalog;
    private final Access access;
    private final ListDatasets listDatasets;
    private @Nullable Known known;

    MeasureCatalogue(Catalog catalog, Access access, ListDatasets listDatasets) {
        this.catalog = catalog;
        this.access = access;
        this.listDatasets = listDatasets;
    }

    /// The score of the last time.
    private record Known(long changes, Sight sight, Portal portal, Score score) {}

    /// As whoever asks without an account sees it: so do other portals. Made anew when the catalogue changes, and when
    /// others of its datasets are to be seen, as days begin and end.
    synchronized Score score(Portal portal) {
        long changes = catalog.changes();
        Sight sight = catalog.sight(Viewer.ANONYMOUS);
        Known last = known;
        if (last != null && last.changes == changes && last.sight.equals(sight) && last.portal.equals(portal)) {
            return last.score;
        }
        List<Measured> measured = new ArrayList<>();
        for (int offset = 0; ; offset += AT_ONCE) {
            List<String> ids = catalog.listChanged(Viewer.ANONYMOUS, AT_ONCE, offset).stream()
                    .map(each -> each.id().value())
                    .toList();
            measure(Viewer.ANONYMOUS, ids, portal, measured);
            if (ids.size() < AT_ONCE) break;
        }
        Score score = new Score(measured);
        known = new Known(changes, sight, portal, score);
        return score;
    }

    /// One dataset as the viewer describes it; a draft as it would be told, with addresses that do not answer yet.
    Optional<Measured> measure(Viewer viewer, String id, Portal portal) {
        List<Measured> measured = new ArrayList<>();
        measure(viewer, List.of(id), portal, measured);
        return measured.stream().findFirst();
    }

    private void measure(Viewer viewer, List<String> ids, Portal portal, List<Measured> measured) {
        listDatasets.each(viewer, ids, Locale.of(portal.language()), listed -> measured.add(measured(listed, portal)));
    }

    private Measured measured(ListedDataset listed, Portal portal) {
        DcatGraph graph = new DcatGraph();
        DcatCatalog dcat = new DcatCatalog(portal);
        try {
            dcat.write(listed, graph);
            dcat.writeTerms(graph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Dataset dataset = listed.dataset();
        Term name = Term.iri(portal.page(dataset));
        List<Finding> findings = ApplicationProfile.DCAT_AP.findings(graph);
        Set<Metric> met = EnumSet.noneOf(Metric.class);
        tick(met, Metric.KEYWORD, graph.says(name, DCAT.name("keyword")));
        tick(met, Metric.THEME, graph.says(name, DCAT.name("theme")));
        tick(met, Metric.SPATIAL, graph.says(name, DCTERMS.name("spatial")));
        tick(met, Metric.TEMPORAL, graph.says(name, DCTERMS.name("temporal")));
        tick(met, Metric.COMPLIANT, findings.isEmpty());
        tick(met, Metric.ACCESS_RIGHTS, graph.says(name, DCTERMS.name("accessRights")));
        tick(met, Metric.KNOWN_ACCESS_RIGHTS, isIn(graph.objects(name, DCTERMS.name("accessRights")), ACCESS_RIGHTS));
        tick(met, Metric.CONTACT, graph.says(name, DCAT.name("contactPoint")));
        tick(met, Metric.PUBLISHER, graph.says(name, DCTERMS.name("publisher")));
        tick(met, Metric.ISSUED, graph.says(name, DCTERMS.name("issued")));
        tick(met, Metric.MODIFIED, graph.says(name, DCTERMS.name("modified")));
        Answers answers = new Answers(
                portal.page(dataset),
                portal.service(dataset.id().value()) + "/exports/",
                catalog.find(Viewer.ANONYMOUS, dataset.id().value()).isPresent(),
                access.decide(Viewer.ANONYMOUS, Act.READ, dataset.subject()) instanceof Verdict.Yes);
        graph.objects(name, DCAT.name("distribution")).stream()
                .map(distribution -> met(distribution, graph, answers))
                .max(Comparator.comparing(
                        best -> best.stream().mapToInt(Metric::points).sum()))
                .ifPresent(met::addAll);
        return new Measured(
                dataset, met, findings.stream().map(Finding::fault).distinct().toList());
    }

    /// Which addresses of a dataset a stranger gets.
    private record Answers(String page, String exports, boolean isKnown, boolean isRead) {
        boolean at(List<Term> addresses) {
            return addresses.stream().anyMatch(each -> each instanceof Term.Iri(String iri) && at(iri));
        }

        private boolean at(String address) {
            return address.startsWith(exports) ? isKnown && isRead : isKnown && address.equals(page);
        }
    }

    private static Set<Metric> met(Term distribution, DcatGraph graph, Answers answers) {
        List<Term> formats = graph.objects(distribution, DCTERMS.name("format"));
        List<Term> mediaTypes = graph.objects(distribution, DCAT.name("mediaType"));
        List<Term> downloads = graph.objects(distribution, DCAT.name("downloadURL"));
        List<Term> licences = graph.objects(distribution, DCTERMS.name("license"));
        Set<Metric> met = EnumSet.noneOf(Metric.class);
        tick(met, Metric.ACCESS_ANSWERS, answers.at(graph.objects(distribution, DCAT.name("accessURL"))));
        tick(met, Metric.DOWNLOAD, !downloads.isEmpty());
        tick(met, Metric.DOWNLOAD_ANSWERS, answers.at(downloads));
        tick(met, Metric.FORMAT, !formats.isEmpty());
        tick(met, Metric.MEDIA_TYPE, !mediaTypes.isEmpty());
        tick(met, Metric.KNOWN_FORMAT, isIn(formats, FILE_TYPES) || isIn(mediaTypes, MEDIA_TYPES));
        tick(met, Metric.NON_PROPRIETARY, isOf(formats, FileType::isNonProprietary));
        tick(met, Metric.MACHINE_READABLE, isOf(formats, FileType::isMachineReadable));
        tick(met, Metric.LICENCE, !licences.isEmpty());
        tick(met, Metric.KNOWN_LICENCE, isIn(licences, LICENCES));
        tick(met, Metric.RIGHTS, graph.says(distribution, DCTERMS.name("rights")));
        tick(met, Metric.BYTE_SIZE, graph.says(distribution, DCAT.name("byteSize")));
        return met;
    }

    private static void tick(Set<Metric> met, Metric metric, boolean holds) {
        if (holds) met.add(metric);
    }

    private static boolean isIn(List<Term> terms, String table) {
        return terms.stream().anyMatch(term -> term instanceof Term.Iri(String iri) && iri.startsWith(table));
    }

    private static boolean isOf(List<Term> formats, Predicate<FileType> holds) {
        return formats.stream()
                .flatMap(term -> term instanceof Term.Iri(String iri) && iri.startsWith(FILE_TYPES)
                        ? FileType.find(iri.substring(FILE_TYPES.length())).stream()
                        : Optional.<FileType>empty().stream())
                .anyMatch(holds);
    }
}
