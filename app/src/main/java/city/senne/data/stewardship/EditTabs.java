package city.senne.data.stewardship;

import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageLink;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The ways between the pages on which a dataset is looked after: those that the viewer may walk.
@Component
public class EditTabs {
    /// A page on which a dataset is looked after, and what one does there.
    public enum Tab {
        DESCRIPTION("", Act.DESCRIBE),
        FIELDS("/fields", Act.DESCRIBE),
        QUALITY("/quality", Act.DESCRIBE),
        ATTACHMENTS("/attachments", Act.DESCRIBE),
        PUSH("/push", Act.SEE_DELIVERIES),
        ACCESS("/access", Act.SHARE),
        PUBLICATION("/publication", Act.STAGE);

        private final String path;
        private final Act act;

        Tab(String path, Act act) {
            this.path = path;
            this.act = act;
        }
    }

    private final Access access;

    EditTabs(Access access) {
        this.access = access;
    }

    public List<PageLink> list(Viewer viewer, Dataset dataset, Tab current, Words words) {
        String path = "/datasets/" + dataset.id().value() + "/edit";
        List<PageLink> tabs = new ArrayList<>();
        for (Tab tab : Tab.values()) {
            if (!may(viewer, tab.act, dataset)) continue;
            String word = words.of("stewardship.tab." + tab.name().toLowerCase(Locale.ROOT));
            tabs.add(new PageLink(word, path + tab.path, tab == current));
        }
        if (may(viewer, Act.SEE_JOURNAL, dataset)) {
            tabs.add(PageLink.to(
                    words.of("journal.menu"), "/journal?dataset=" + dataset.id().value()));
        }
        return List.copyOf(tabs);
    }

    private boolean may(Viewer viewer, Act act, Dataset dataset) {
        return access.decide(viewer, act, dataset.subject()) instanceof Verdict.Yes;
    }
}
