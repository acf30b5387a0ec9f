package city.senne.data.explore.api;

import city.senne.data.explore.dcat.DataJson;
import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.dcat.DublinCore;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.explore.dcat.RssFeed;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.Question;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.AskedAddress;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The doors to downloads of the catalogue: as a table, and in the words of other catalogues.
@RestController
@RequestMapping(Links.PATH + "/catalog/exports")
class CatalogExportApi {
    private final CatalogTable catalogTable;
    private final ListDatasets listDatasets;
    private final CurrentPortal currentPortal;
    private final Exchanges exchanges;

    CatalogExportApi(
            CatalogTable catalogTable, ListDatasets listDatasets, CurrentPortal currentPortal, Exchanges exchanges) {
        this.catalogTable = catalogTable;
        this.listDatasets = listDatasets;
        this.currentPortal = currentPortal;
        this.exchanges = exchanges;
    }

    @GetMapping
    Map<String, List<Links.Link>> formats(HttpServletRequest request) {
        Links links = Links.of(request);
        String address = links.catalog() + "/exports";
        List<Links.Link> all = new ArrayList<>();
        all.add(new Links.Link("self", address));
        all.add(new Links.Link("catalog", links.catalog()));
        for (CatalogFormat format : CatalogFormat.values()) {
            all.add(new Links.Link(format.key(), address + "/" + format.key()));
        }
        return Map.of("links", all);
    }

    @GetMapping("/{name}")
    void export(@PathVariable String name, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CatalogFormat format = CatalogFormat.find(name).orElseThrow(Refusal::uri);
        Exchange exchange = exchanges.open(request, response);
        Parameters parameters = Parameters.of(request);
        Question question = parameters.catalogExport();
        Optional<ExportFormat> table = format.table();
        if (table.isEmpty() && question.groupBy() != null) {
            throw Refusal.parameter(
                    "The format %s tells of whole datasets. Leave group_by out, or use csv, json or xlsx instead."
                            .formatted(format.key()));
        }
        Portal portal = portal(parameters, request);
        HeldSource source = catalogTable.current(viewer, parameters.lang());
        if (table.isPresent() && !(format == CatalogFormat.JSON && CatalogApi.isWhole(question))) {
            Question chosen = CatalogApi.isWhole(question) ? question.select(CatalogColumns.TABLE) : question;
            source.export(chosen, table.get(), format.file(), parameters, exchange);
            return;
        }
        BoundQuery query = source.table().bind(question.select("dataset_id"), parameters.facets());
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, List.of(source.stamp(), portal))) return;
        exchange.download(format.file());
        List<String> ids = ListDatasets.ids(source.table(), query);
        Datasets datasets = consumer -> listDatasets.each(viewer, ids, parameters.lang(), consumer);
        Links links = Links.of(request);
        exchange.send(format.contentType(), out -> write(format, out, portal, ids, datasets, parameters, links));
    }

    /// Those that were found, one after another.
    private interface Datasets extends Consumer<Consumer<ListedDataset>> {}

    private Portal portal(Parameters parameters, HttpServletRequest request) {
        String asked = parameters.lang().getLanguage();
        return new Portal(
                AskedAddress.origin(request),
                Links.of(request).catalog(),
                currentPortal.portal().names(),
                currentPortal.portal().contact(),
                asked,
                told(parameters),
                parameters.flag("use_labels_in_exports", true));
    }

    private static Set<ExportFormat> told(Parameters parameters) {
        Set<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        String list = parameters.text("include_exports");
        if (list == null) return formats;
        for (String each : list.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*")) {
            formats.add(ExportFormat.find(each)
                    .orElseThrow(() -> Refusal.parameter(
                            "include_exports",
                            each,
                            "a list of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(ExportFormat.values())
                                                    .map(ExportFormat::key)
                                                    .toList()))));
        }
        return formats;
    }

    private static void write(
            CatalogFormat format,
            OutputStream out,
            Portal portal,
            List<String> ids,
            Datasets datasets,
            Parameters parameters,
            Links links)
            throws IOException {
        try {
            switch (format) {
                case JSON -> writeJson(out, datasets, parameters, links);
                case DATA_JSON -> new DataJson(portal).write(out, datasets);
                case RSS -> new RssFeed(portal).write(out, datasets);
                case DUBLIN_CORE ->
                    RdfSyntax.RDF_XML.write(
                            out,
                            DublinCore.VOCABULARIES,
                            sink -> datasets.accept(listed ->
                                    quietly(() -> sink.accept(new DublinCore(portal).dataset(listed.dataset())))));
                case TTL -> writeDcat(RdfSyntax.TURTLE, out, portal, ids, datasets);
                default -> writeDcat(RdfSyntax.RDF_XML, out, portal, ids, datasets);
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private static void writeJson(OutputStream out, Datasets datasets, Parameters parameters, Links links)
            throws IOException {
        DatasetJson json = new DatasetJson(parameters.lang(), parameters.timezone());
        JsonStream.write(out, stream -> {
            stream.writeStartArray();
            datasets.accept(listed -> stream.writePOJO(json.json(listed, null, links, false)));
            stream.writeEndArray();
        });
    }

    private static void writeDcat(
            RdfSyntax syntax, OutputStream out, Portal portal, List<String> ids, Datasets datasets) throws IOException {
        var dcat = new DcatCatalog(portal);
        syntax.write(out, DcatCatalog.VOCABULARIES, sink -> {
            dcat.writeCatalogue(ids, sink);
            datasets.accept(listed -> quietly(() -> dcat.write(listed, sink)));
            dcat.writeTerms(sink);
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void quietly(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
