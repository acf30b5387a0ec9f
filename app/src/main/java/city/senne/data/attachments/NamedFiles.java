package city.senne.data.attachments;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The files of a dataset as cells of its fields name them: `oak.jpg`, `photos/Oak.JPG`, or the id of the attachment.
/// Of
/// several files of the same name it is the one that was attached last.
public final class NamedFiles {
    static final NamedFiles NONE = new NamedFiles(List.of());

    private final Map<String, Attachment> files = new HashMap<>();

    /// @param attachments in the order in which they were attached
    NamedFiles(List<Attachment> attachments) {
        attachments.forEach(each -> files.put(each.id(), each));
        attachments.forEach(each -> files.put(key(each.fileName().text()), each));
    }

    /// @return empty when nothing of this name is attached
    public Optional<Attachment> find(String cell) {
        if (files.isEmpty()) return Optional.empty();
        Attachment exactly = files.get(key(cell));
        if (exactly != null) return Optional.of(exactly);
        return FileName.clean(cell).map(name -> files.get(key(name.text())));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
