package city.senne.data.catalog;

import city.senne.trust.access.Audience;
import city.senne.trust.access.Rules;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends the rules about a group with the group, whosever datasets they are about: nobody is to come by them who
/// gets a group of the same name.
@Component
class EndRulesOfGroup {
    private final Rules rules;
    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Journal journal;
    private final Clock clock;

    EndRulesOfGroup(Rules rules, Datasets datasets, CatalogueIndex index, Journal journal, Clock clock) {
        this.rules = rules;
        this.datasets = datasets;
        this.index = index;
        this.journal = journal;
        this.clock = clock;
    }

    /// Within the transaction in which the group goes.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(AccountEvent.GroupRemoved removed) {
        Set<Map.Entry<String, List<UUID>>> naming = rules.listNaming(new Audience(Audience.Kind.GROUP, removed.group()))
                .entrySet();
        for (Map.Entry<String, List<UUID>> each : naming) {
            DatasetId id = new DatasetId(each.getKey());
            datasets.lock(id);
            for (UUID rule : each.getValue()) {
                if (!rules.end(each.getKey(), rule, removed.by().name(), clock.instant())) continue;
                journal.record(Entry.of(removed.by(), Kind.RULE_ENDED)
                        .about(each.getKey())
                        .with("rule", rule)
                        .with("group", removed.group()));
            }
            datasets.changed();
            datasets.find(id).ifPresent(index::put);
        }
    }
}
