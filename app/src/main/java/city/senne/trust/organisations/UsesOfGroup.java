package city.senne.trust.organisations;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageLink;
import city.senne.trust.identity.Viewer;
import java.util.List;

/// What would end with a group. Modules that let people name groups declare it as a bean.
@FunctionalInterface
public interface UsesOfGroup {
    /// One thing that names groups.
    ///
    /// @param word the key of a sentence that tells how many there are, which it is given
    /// @param count of all, also of those that the viewer may not know of
    /// @param known those that she may
    record Use(String word, int count, List<PageLink> known) {}

    /// Without those of which there is none.
    List<Use> list(Viewer viewer, String group, Words words);
}
