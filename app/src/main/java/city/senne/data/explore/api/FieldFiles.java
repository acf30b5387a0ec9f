package city.senne.data.explore.api;

import city.senne.data.attachments.NamedFiles;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Fields of files: their cells name files that are attached to the dataset, and the API tells of these. A cell that
/// names none of them stays as it is.
@Component
class FieldFiles {
    private final ReadAttachments attachments;
    private final ObjectProvider<HttpServletRequest> current;

    /// @param current stands for the one that is being answered; commands run where there is none
    FieldFiles(ReadAttachments attachments, ObjectProvider<HttpServletRequest> current) {
        this.attachments = attachments;
        this.current = current;
    }

    /// For the rows of an answer, which may be read elsewhere than the request is answered.
    UnaryOperator<Rows> of(Prepared prepared) {
        List<Field> fields = prepared.view().schema().fields();
        if (fields.stream().noneMatch(field -> field.type() == FieldType.FILE)) return UnaryOperator.identity();
        NamedFiles files = attachments.named(prepared.dataset(), fields);
        Links links = Links.of(current.getObject());
        return rows -> new Told(rows, fields, files, links);
    }

    /// @param fields of the dataset itself: those that a join brings name files of another one
    private record Told(Rows rows, List<Field> fields, NamedFiles files, Links links) implements Rows {
        @Override
        public List<OutputColumn> columns() {
            return rows.columns();
        }

        @Override
        public boolean next() {
            return rows.next();
        }

        @Override
        public @Nullable Object value(int column) {
            Object value = rows.value(column);
            return value instanceof String name && holdsFiles(columns().get(column)) ? file(name) : value;
        }

        private boolean holdsFiles(OutputColumn column) {
            return column.type() == ValueType.FILE && column.field() != null && fields.contains(column.field());
        }

        private Object file(String name) {
            return files.find(name)
                    .<Object>map(found -> new Rows.File(
                            found.id(),
                            found.fileName().text(),
                            found.fileName().kind(),
                            found.fileName().mediaType(),
                            links.file(found)))
                    .orElse(name);
        }

        @Override
        public @Nullable String id() {
            return rows.id();
        }
    }
}
