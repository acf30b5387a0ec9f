package city.senne.data.attachments;

import city.senne.data.catalog.Dataset;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What is attached to datasets. Whoever sees all of a dataset may read its files: nobody
/// knows which rows they tell of.
@Component
public class ReadAttachments {
    private final Attachments attachments;
    private final AttachmentFiles files;

    ReadAttachments(Attachments attachments, AttachmentFiles files) {
        this.attachments = attachments;
        this.files = files;
    }

    /// In the order in which they were attached.
    public List<Attachment> list(Dataset dataset) {
        return dataset.isWhole() ? attachments.list(List.of(dataset.id().value())) : List.of();
    }

    /// The same of several datasets at once; those without are left out.
    public Map<String, List<Attachment>> list(Collection<Dataset> datasets) {
        List<String> whole = datasets.stream()
                .filter(Dataset::isWhole)
                .map(dataset -> dataset.id().value())
                .toList();
        return attachments.list(whole).stream()
                .collect(
                        Collectors.groupingBy(attachment -> attachment.dataset().value()));
    }

    /// For cells of these fields that name them.
    public NamedFiles named(Dataset dataset, Collection<Field> fields) {
        boolean holdFiles = fields.stream().anyMatch(field -> field.type() == FieldType.FILE);
        return holdFiles ? new NamedFiles(list(dataset)) : NamedFiles.NONE;
    }

    public Optional<Attachment> find(Dataset dataset, String id) {
        return list(dataset).stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst();
    }

    /// Its bytes, to be closed.
    public FileChannel open(Attachment attachment) throws IOException {
        return FileChannel.open(files.file(attachment.sha256()), StandardOpenOption.READ);
    }
}
