package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.HeldTable;
import city.senne.data.query.HeldTables;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// A table that is held in memory, such as the catalogue, asked by way of the API: records, facets and files.
///
/// @param stamp names what the table shows, and whom it is shown to
record HeldSource(Object stamp, HeldTable table) {
    static HeldSource of(HeldTables.Current current) {
        return new HeldSource(current.stamp(), current.table());
    }

    /// What a page tells of the rows that were found.
    interface Results {
        void write(JsonGenerator json, BoundQuery query);
    }

    /// One page of records or groups, its values as they are.
    void records(Parameters parameters, HttpServletRequest request, Exchange exchange, Timings timings)
            throws IOException {
        Question question = parameters.page();
        records(question, parameters, request, exchange, timings, (json, query) -> {
            try (Answer answer = table.rows(query)) {
                Rows rows = new AnswerRows(answer);
                JsonValues values = new JsonValues(question.zone());
                while (rows.next()) values.row(json, rows);
            }
        });
    }

    /// The same with other results. The page is held whole, so that what fails is told as an error.
    void records(
            Question question,
            Parameters parameters,
            HttpServletRequest request,
            Exchange exchange,
            Timings timings,
            Results results)
            throws IOException {
        BoundQuery query = table.bind(question, parameters.facets());
        timings.step("bind");
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, stamp)) return;
        long total = table.count(query);
        var page = new ByteArrayOutputStream();
        JsonStream.write(page, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total_count", total);
            if (parameters.flag("include_links", false)) {
                json.writePOJOProperty("_links", Links.pages(request, total, question, parameters.window()));
            }
            json.writeArrayPropertyStart("results");
            results.write(json, query);
            json.writeEndArray();
            json.writeEndObject();
        });
        exchange.timed(timings, "run");
        exchange.send(Exchange.JSON, page::writeTo);
    }

    /// @param links that the answer begins with
    void facets(Parameters parameters, List<Links.Link> links, Exchange exchange, Timings timings) throws IOException {
        List<FacetRequest> wanted = parameters.facets();
        Question question = parameters.question().conditions();
        BoundQuery query = table.bind(question, wanted);
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, stamp)) return;
        List<Facets.Facet> facets = table.facets(question, wanted);
        exchange.timed(timings, "facets");
        exchange.send(Exchange.JSON, out -> JsonStream.write(out, json -> FacetsJson.write(json, links, facets)));
    }

    /// All rows as a file of one of [ExportWriters#PLAIN].
    ///
    /// @param name of the file
    void export(Question question, ExportFormat format, String name, Parameters parameters, Exchange exchange)
            throws IOException {
        BoundQuery query = table.bind(question, parameters.facets());
        RowWriter writer = ExportWriters.plain(format, parameters);
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, stamp)) return;
        exchange.download(name);
        try (Answer answer = table.rows(query)) {
            Exchange.Body body = out -> writer.write(new AnswerRows(answer), out);
            if (format.isCompact()) exchange.sendAsIs(format.contentType(), body);
            else exchange.send(format.contentType(), body);
        }
    }
}
