package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageLink;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rules;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.UsesOfGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells who is about to remove a group which rules end with it: of datasets that she may not know of, only how
/// many.
@Component
class TellUsesOfGroup implements UsesOfGroup {
    private final Rules rules;
    private final Catalog catalog;

    TellUsesOfGroup(Rules rules, Catalog catalog) {
        this.rules = rules;
        this.catalog = catalog;
    }

    @Override
    public List<Use> list(Viewer viewer, String group, Words words) {
        Map<String, List<UUID>> naming = rules.listNaming(new Audience(Audience.Kind.GROUP, group));
        if (naming.isEmpty()) return List.of();
        int count = naming.values().stream().mapToInt(List::size).sum();
        List<PageLink> known = naming.keySet().stream()
                .map(id -> catalog.find(viewer, id))
                .flatMap(Optional::stream)
                .map(dataset -> PageLink.to(dataset.title(words.language().tag()), "/datasets/" + dataset.id()))
                .toList();
        return List.of(new Use("sharing.group.rules", count, known));
    }
}
