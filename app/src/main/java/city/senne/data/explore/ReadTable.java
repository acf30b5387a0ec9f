package city.senne.data.explore;

import city.senne.data.attachments.NamedFiles;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Answers what the address of a table asks, as far as the viewer may see it.
@Component
class ReadTable {
    private final AnswerQuestion answerQuestion;
    private final ReadFacets readFacets;
    private final ReadAttachments readAttachments;

    ReadTable(AnswerQuestion answerQuestion, ReadFacets readFacets, ReadAttachments readAttachments) {
        this.answerQuestion = answerQuestion;
        this.readFacets = readFacets;
        this.readAttachments = readAttachments;
    }

    TableSheet read(Viewer viewer, DatasetHead head, TableAsked asked, Words words, Timings timings) {
        return read(viewer, head, asked, readFacets.fields(viewer, head, timings), words, timings);
    }

    /// The same without facets.
    TableSheet readRows(Viewer viewer, DatasetHead head, TableAsked asked, Words words, Timings timings) {
        return read(viewer, head, asked, List.of(), words, timings);
    }

    /// The rows that an address chooses, to be taken away.
    ExportSheet readExport(Viewer viewer, DatasetHead head, PageAddress address, Words words) {
        RowChoice rows = RowChoice.read(address, head.fields(), words);
        Question question = rows.question(words).orderBy(rows.nearest());
        PageAddress export = ApiQuestion.export(head, question, rows.facets());
        if (rows.isEverything() && head.version().tellsFigures()) {
            return new ExportSheet(rows, head.version().rows(), export);
        }
        Timings timings = new Timings();
        AnswerQuestion.Prepared prepared =
                answerQuestion.prepare(viewer, head.dataset(), head.version(), question, rows.facets(), timings);
        return new ExportSheet(rows, answerQuestion.count(prepared, timings), export);
    }

    private TableSheet read(
            Viewer viewer, DatasetHead head, TableAsked asked, List<Field> facetFields, Words words, Timings timings) {
        List<FacetRequest> widening = asked.rows().facets();
        AnswerQuestion.Prepared prepared = answerQuestion.prepare(
                viewer, head.dataset(), head.version(), asked.question(words), widening, timings);
        NamedFiles files = readAttachments.named(head.dataset(), head.fields());
        List<Field> columns;
        List<List<Cell>> rows = new ArrayList<>();
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            columns = answer.columns().stream().map(ReadTable::field).toList();
            while (answer.next()) {
                List<Cell> row = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++)
                    row.add(Cell.of(columns.get(i), answer.value(i), files, words));
                rows.add(List.copyOf(row));
            }
        }
        timings.step("rows");
        long total = answerQuestion.total(prepared, rows.size(), timings);
        if (rows.isEmpty() && total == 0 && asked.page() > 1) total = answerQuestion.count(prepared, timings);
        return new TableSheet(
                asked,
                columns,
                List.copyOf(rows),
                total,
                facetFields.isEmpty()
                        ? List.of()
                        : readFacets.panels(facetFields, prepared, asked.rows(), asked.address(), "", words, timings),
                ApiQuestion.records(head, asked.question(words), widening),
                ApiQuestion.export(head, asked.clauses(words), widening));
    }

    /// The field as it is answered: a mask may have given it another type.
    private static Field field(OutputColumn column) {
        Field field = Objects.requireNonNull(column.field());
        return new Field(
                field.name(), column.type().fieldType(), field.label(), field.description(), field.annotations());
    }
}
