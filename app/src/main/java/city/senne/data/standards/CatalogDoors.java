package city.senne.data.standards;

import static city.senne.data.explore.export.rdf.Vocabulary.HYDRA;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;
import static city.senne.data.explore.export.rdf.Vocabulary.XSD;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Sight;
import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.platform.store.Fingerprints;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/// The catalogue in DCAT for harvesters: page by page, each linked to the next in the words of Hydra. A reader finds
/// the datasets that she may know of, as everywhere. A page that did not change since is not sent twice.
@Controller
class CatalogDoors {
    private static final int MOST_ON_A_PAGE = 100;
    private static final String VERSION =
            String.valueOf(CatalogDoors.class.getPackage().getImplementationVersion());

    private final Catalog catalog;
    private final ListDatasets listDatasets;
    private final ToldPortal toldPortal;
    private final Fingerprints fingerprints;

    CatalogDoors(Catalog catalog, ListDatasets listDatasets, ToldPortal toldPortal, Fingerprints fingerprints) {
        this.catalog = catalog;
        this.listDatasets = listDatasets;
        this.toldPortal = toldPortal;
        this.fingerprints = fingerprints;
    }

    /// A way to write RDF, under the end of an address.
    private enum Syntax {
        TTL(RdfSyntax.TURTLE, "text/turtle"),
        RDF(RdfSyntax.RDF_XML, "application/rdf+xml"),
        JSONLD(RdfSyntax.JSON_LD, "application/ld+json");

        private final RdfSyntax writer;
        private final MediaType type;

        Syntax(RdfSyntax writer, String type) {
            this.writer = writer;
            this.type = MediaType.parseMediaType(type);
        }

        private String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The one that is wanted most; Turtle where nobody says.
        private static Syntax of(String accept) {
            return MediaType.parseMediaTypes(accept).stream()
                    .sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
                    .flatMap(wanted -> Arrays.stream(values()).filter(each -> each.type.equalsTypeAndSubtype(wanted)))
                    .findFirst()
                    .orElse(TTL);
        }
    }

    @GetMapping("/catalog")
    Page negotiated(
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        try {
            return Page.redirect("/catalog." + Syntax.of(accept).ending());
        } catch (InvalidMediaTypeException unreadable) {
            return Page.redirect("/catalog.ttl");
        }
    }

    /// @param page counted from 1
    /// @param size datasets on a page, at most a hundred
    @GetMapping({"/catalog.ttl", "/catalog.rdf", "/catalog.jsonld"})
    void page(
            Viewer viewer,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "page_size", defaultValue = "100") int size,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        State state = new State(VERSION, catalog.changes(), catalog.sight(viewer));
        long total = catalog.count(viewer);
        int shown = Math.clamp(size, 1, MOST_ON_A_PAGE);
        long pages = Math.max(1, (total + shown - 1) / shown);
        if (page < 1 || page > pages) throw Problem.notFound();
        List<String> ids = catalog.listChanged(viewer, shown, (page - 1) * shown).stream()
                .map(each -> each.id().value())
                .toList();
        String path = request.getRequestURI();
        Syntax syntax = Syntax.valueOf(path.substring(path.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
        Portal portal = toldPortal.of(request);
        String address = portal.origin() + "/catalog." + syntax.ending() + "?page_size=" + shown + "&page=";
        if (isKnown(viewer, List.of(state, address, page, portal), request, response)) return;
        response.setContentType(syntax.type + ";charset=UTF-8");
        DcatCatalog dcat = new DcatCatalog(portal);
        try {
            syntax.writer.write(response.getOutputStream(), DcatCatalog.VOCABULARIES, sink -> {
                dcat.writeCatalogue(ids, sink);
                sink.accept(paging(address, page, pages, shown, total));
                listDatasets.each(viewer, ids, Locale.of(portal.language()), listed -> {
                    try {
                        dcat.write(listed, sink);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                dcat.writeTerms(sink);
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    /// What a page depends on beside the request. Taken before anything else is read: a page may be newer than its name
    /// says, never older.
    private record State(String version, long changes, Sight sight) {}

    /// True when the reader has the page already, and has been told so. The name is a weak one: the same page may leave
    /// compressed.
    private boolean isKnown(Viewer viewer, List<?> state, HttpServletRequest request, HttpServletResponse response) {
        boolean forAll = viewer instanceof Viewer.Anonymous;
        response.setHeader(HttpHeaders.CACHE_CONTROL, forAll ? "no-cache" : "private, no-store");
        response.setHeader(HttpHeaders.VARY, "Accept-Encoding, Authorization, Cookie, Host");
        return new ServletWebRequest(request, response).checkNotModified("W/\"" + fingerprints.of(state) + '"');
    }

    /// In the words that harvesters look for: those of the first Hydra, and of today's.
    private static Resource paging(String address, long page, long pages, int shown, long total) {
        Resource paging = new Resource(Term.iri(address + page), HYDRA.name("PagedCollection"))
                .say(RDF.name("type"), HYDRA.name("PartialCollectionView").iri())
                .say(HYDRA.name("totalItems"), number(total))
                .say(HYDRA.name("itemsPerPage"), number(shown));
        link(paging, "first", address + 1);
        link(paging, "last", address + pages);
        if (page > 1) link(paging, "previous", address + (page - 1));
        if (page < pages) link(paging, "next", address + (page + 1));
        return paging;
    }

    private static void link(Resource paging, String name, String address) {
        paging.say(HYDRA.name(name), Term.iri(address));
        paging.say(HYDRA.name(name + "Page"), Term.text(address));
    }

    private static Term.Literal number(long number) {
        return Term.typed(String.valueOf(number), XSD.name("integer"));
    }
}
