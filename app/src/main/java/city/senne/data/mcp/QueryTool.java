package city.senne.data.mcp;

import city.senne.data.catalog.Dataset;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.QuerySettings;
import city.senne.data.query.Timings;
import city.senne.data.usage.CallFields;
import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.NamedField;
import city.senne.engine.odsql.OdsqlException;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a dataset for rows, groups or totals. Who sees which of them is decided as for every question.
@Component
@Order(3)
class QueryTool implements AssistantTool {
    private static final int MOST_ROWS = 100;
    private static final int MOST_GROUPS = 1_000;
    private static final int USUAL_ROWS = 20;
    private static final int USUAL_GROUPS = 100;
    /// As far as the Explore API leads, whose address stands beside each answer.
    private static final int WINDOW = 10_000;
    /// What a conversation can take in. Rows end before it.
    private static final int MOST_BYTES = 250_000;

    private static final List<String> CLAUSES = List.of("select", "where", "group_by", "having", "order_by");
    private static final String CLAUSE_SCHEMAS = """
            "select": {"type": "string", "maxLength": 10000,
              "description": "Fields, expressions and aggregates, such as: species, height or: count(*) as n, avg(height) as mean. All fields unless given."},
            "where": {"type": "string", "maxLength": 10000,
              "description": "A condition, such as: height > 20 and commune = \\"Ixelles\\". Texts stand in double quotes."},
            "group_by": {"type": "string", "maxLength": 10000,
              "description": "What makes a group, such as: commune or: year(planted) as year. With it, select holds aggregates."},
            "having": {"type": "string", "maxLength": 10000, "description": "A condition that groups must meet, such as: n > 10."},
            "order_by": {"type": "string", "maxLength": 10000, "description": "Such as: height desc, id."}
            """;
    private static final McpSchema.Tool TOOL = AssistantTool.readOnly(
            "query_dataset",
            "Query a dataset",
            """
            Asks one dataset for rows, groups or totals in ODSQL, the language of the Explore API, which is not SQL. It answers at
            most 100 rows or 1000 groups at once and says how many there are in all; go on with offset. Let the server count, sum
            and group instead of fetching rows to do so. Leave large geo_shape fields out of select.
            """,
            """
            {"type": "object", "properties": {%s, %s,
               "limit": {"type": "integer", "minimum": 0, "maximum": 1000,
                 "description": "At most 100 rows (usually 20) or 1000 groups (usually 100). 0 only counts."},
               "offset": {"type": "integer", "minimum": 0, "maximum": 10000, "default": 0,
                 "description": "How many to leave out; with limit at most 10000."},
               "timezone": {"type": "string", "maxLength": 60,
                 "description": "For days and hours, such as Europe/Brussels. Usually UTC."},
               %s, %s},
             "required": ["dataset_id"], "additionalProperties": false}
            """.formatted(Schemas.DATASET_ID, CLAUSE_SCHEMAS, Schemas.PURPOSE, Schemas.LANGUAGE),
            """
            {"type": "object",
             "properties": {
               "total_count": {"type": "integer", "description": "How many rows or groups there are on all pages."},
               "results": {"type": "array", "items": {"type": "object"}, "description": "Each by the names in select."},
               "next_offset": {"type": "integer", "description": "Where the next page begins; missing where there is none."},
               %s
             },
             "required": ["total_count", "results", "citation"]}
            """.formatted(Schemas.CITATION));

    private final DatasetWords datasetWords;
    private final AnswerQuestion answerQuestion;
    private final QuerySettings settings;

    QueryTool(DatasetWords datasetWords, AnswerQuestion answerQuestion, QuerySettings settings) {
        this.datasetWords = datasetWords;
        this.answerQuestion = answerQuestion;
        this.settings = settings;
    }

    @Override
    public McpSchema.Tool described() {
        return TOOL;
    }

    @Override
    public Told call(Asking asking, Arguments arguments) throws IOException {
        if (arguments.find("having").isPresent() && settings.additions() == Additions.Extent.NONE) {
            throw new ToolRefused("This portal keeps to the language of the Explore API, which has no having.");
        }
        Question question = question(arguments, asking.language());
        Dataset dataset = datasetWords.dataset(asking, arguments.required("dataset_id"));
        View view = answerQuestion.view(asking.viewer(), dataset, dataset.current(), asking.language());
        Timings timings = new Timings();
        Prepared prepared = prepare(asking, dataset, view, question, timings);
        CallFields.note(
                asking.request(),
                prepared.query().named().stream().map(NamedField::asked).toList());
        Page page = page(prepared, timings);
        JsonNode results = page.results();
        // What ended early is as full as it may be: what it shows is not all.
        int known = page.isCut() ? limit(question) : results.size();
        long total = answerQuestion.total(prepared, known, timings);

        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("total_count", total);
        content.put("results", results);
        long next = (long) question.offset() + results.size();
        boolean goesOn = !results.isEmpty() && next < total && next < WINDOW;
        if (goesOn) content.put("next_offset", next);
        Map<String, @Nullable Object> citation = Citation.of(asking)
                .of(dataset, dataset.current(), clauses(arguments), parameters(arguments, question, results.size()));
        content.put("citation", citation);
        return new Told(summary(dataset, question, results.size(), total, citation), content);
    }

    private static Question question(Arguments arguments, Locale language) {
        boolean grouped = arguments.find("group_by").isPresent();
        int most = grouped ? MOST_GROUPS : MOST_ROWS;
        int limit = arguments.whole("limit", grouped ? USUAL_GROUPS : USUAL_ROWS);
        if (limit > most) {
            throw new ToolRefused("limit is at most %d rows, or %d groups with group_by; go on with offset."
                    .formatted(MOST_ROWS, MOST_GROUPS));
        }
        int offset = arguments.whole("offset", 0);
        if (offset + limit > WINDOW) {
            throw new ToolRefused(
                    "offset and limit together are at most %d. Narrow the question with where, or take the whole as a file from the links of describe_dataset."
                            .formatted(WINDOW));
        }
        return Question.EVERYTHING
                .select(arguments.text("select"))
                .where(arguments.find("where").stream().toArray(String[]::new))
                .groupBy(arguments.text("group_by"))
                .having(arguments.text("having"))
                .orderBy(arguments.text("order_by"))
                .page(limit, offset)
                .in(language, zone(arguments));
    }

    private static ZoneId zone(Arguments arguments) {
        String said = arguments.find("timezone").orElse("UTC");
        if (said.equals("UTC")) return ZoneOffset.UTC;
        try {
            return ZoneId.of(said);
        } catch (DateTimeException unknown) {
            throw new ToolRefused("timezone is the name of a time zone, such as Europe/Brussels.");
        }
    }

    private Prepared prepare(Asking asking, Dataset dataset, View view, Question question, Timings timings) {
        try {
            return answerQuestion.prepare(
                    asking.viewer(), view, dataset, dataset.current(), question, List.of(), timings);
        } catch (OdsqlException wrong) {
            if (wrong.unknownField().isEmpty()) throw wrong;
            throw new ToolRefused(unknownField(dataset, view, wrong));
        }
    }

    private static String unknownField(Dataset dataset, View view, OdsqlException wrong) {
        String clause = wrong.clause().isEmpty() ? "" : " (in " + wrong.clause() + ")";
        List<String> near = NearNames.of(wrong.unknownField(), view.schema());
        return "“%s” has no field “%s”%s that this caller may see. %s describe_dataset lists the fields. Texts stand in double quotes."
                .formatted(
                        dataset.id(),
                        ToolRefusals.shortened(wrong.unknownField()),
                        clause,
                        near.isEmpty() ? "No field is spelled like it." : "Nearest: " + String.join(", ", near) + ".");
    }

    private static int limit(Question question) {
        return question.limit() == null ? 0 : question.limit();
    }

    /// @param isCut whether it ended before its limit, for its size
    private record Page(JsonNode results, boolean isCut) {}

    /// Whole rows, as many as a conversation can take in.
    private Page page(Prepared prepared, Timings timings) throws IOException {
        var written = new ByteArrayOutputStream();
        var cut = new AtomicBoolean();
        JsonValues values = new JsonValues(prepared.question().zone());
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            AnswerRows rows = new AnswerRows(answer);
            JsonStream.write(written, json -> {
                json.writeStartArray();
                for (int row = 0; rows.next(); row++) {
                    values.row(json, rows);
                    json.flush();
                    if (row == 0 && written.size() > MOST_BYTES) {
                        throw new ToolRefused(
                                "One row alone is larger than %d bytes. Select fewer fields: leave shapes and long texts out."
                                        .formatted(MOST_BYTES));
                    }
                    if (written.size() > MOST_BYTES) {
                        cut.set(true);
                        break;
                    }
                }
                json.writeEndArray();
            });
        }
        return new Page(JsonMapper.shared().readTree(written.toByteArray()), cut.get());
    }

    private static Map<String, String> clauses(Arguments arguments) {
        Map<String, String> clauses = new LinkedHashMap<>();
        CLAUSES.forEach(name -> arguments.find(name).ifPresent(text -> clauses.put(name, text)));
        return clauses;
    }

    private static Map<String, String> parameters(Arguments arguments, Question question, int shown) {
        Map<String, String> page = new LinkedHashMap<>();
        page.put("limit", Integer.toString(shown));
        page.put("offset", Integer.toString(question.offset()));
        page.put("lang", question.lang().getLanguage());
        arguments.find("timezone").ifPresent(zone -> page.put("timezone", zone));
        return page;
    }

    private static String summary(
            Dataset dataset, Question question, int shown, long total, Map<String, @Nullable Object> citation) {
        String what = question.groupBy() == null ? "rows" : "groups";
        return "%d of %d %s of “%s”, version %d of %s. Cite: %s; the same answer: %s"
                .formatted(
                        shown,
                        total,
                        what,
                        citation.get("title"),
                        dataset.current().number(),
                        citation.get("updated"),
                        citation.get("page"),
                        citation.get("explore_api"));
    }
}
