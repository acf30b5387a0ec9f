package city.senne.data.catalog;

import city.senne.trust.access.Audience;
import city.senne.trust.access.Rules;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends the rules about a group with the group, and what rules give a person with her account, whosever datasets they
/// are about: nobody is to come by them who gets a group of the same name, or the account once it is opened again.
@Component
class EndRulesOfGone {
    private final Rules rules;
    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Journal journal;
    private final Clock clock;

    EndRulesOfGone(Rules rules, Datasets datasets, CatalogueIndex index, Journal journal, Clock clock) {
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
        end(
                removed.by(),
                rules.listNaming(new Audience(Audience.Kind.GROUP, removed.group())),
                entry -> entry.with("group", removed.group()));
    }

    /// Within the transaction in which her account is closed. What was denied her stays denied.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(AccountEvent.PersonDismissed dismissed) {
        end(
                dismissed.by(),
                rules.listGiving(
                        new Audience(Audience.Kind.PERSON, dismissed.person().toString())),
                entry -> entry.withPersonal("person", dismissed.login()));
    }

    /// @param naming the rules by their datasets
    private void end(Viewer by, Map<String, List<UUID>> naming, UnaryOperator<Entry> told) {
        naming.forEach((dataset, each) -> {
            DatasetId id = new DatasetId(dataset);
            datasets.lock(id);
            for (UUID rule : each) {
                if (!rules.end(dataset, rule, by.name(), clock.instant())) continue;
                Entry ended = Entry.of(by, Kind.RULE_ENDED).about(dataset).with("rule", rule);
                journal.record(told.apply(ended));
            }
            datasets.changed();
            datasets.find(id).ifPresent(index::put);
        });
    }
}
