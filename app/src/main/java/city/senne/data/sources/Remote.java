package city.senne.data.sources;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A dataset of a portal.
sealed interface Remote {
    /// By which the portal knows it, for ever.
    String id();

    /// By which people know it there; may be the same.
    String name();

    String title();

    /// One that can be taken over.
    ///
    /// @param told what the portal says of it, in the words of a description file
    /// @param stamp another one when its rows are others
    /// @param data where its rows are
    /// @param left what cannot be taken over
    record Dataset(String id, String name, String title, ObjectNode told, String stamp, String data, List<Note> left)
            implements Remote {
        Dataset stamped(String other) {
            return new Dataset(id, name, title, told, other, data, left);
        }
    }

    /// One that cannot.
    record Unusable(String id, String name, String title, Note why) implements Remote {}
}
