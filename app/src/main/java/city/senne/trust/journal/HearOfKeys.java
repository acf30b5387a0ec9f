package city.senne.trust.journal;

import city.senne.trust.keys.KeyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells what happens to the keys of programs. Their module stands below this one, so it announces and this hears.
@Component
class HearOfKeys {
    private final Journal journal;

    HearOfKeys(Journal journal) {
        this.journal = journal;
    }

    /// Within the transaction of what happened.
    @EventListener
    void hear(KeyEvent event) {
        journal.record(
                switch (event) {
                    case KeyEvent.Created created -> made(created);
                    case KeyEvent.Revoked revoked ->
                        Entry.of(revoked.by(), Kind.KEY_REVOKED).with("key", revoked.key());
                    case KeyEvent.Ended ended ->
                        Entry.of(ended.by(), Kind.KEY_ENDED)
                                .with("key", ended.key())
                                .with("organisation", ended.organisation())
                                .with("because", ended.because().apiName())
                                .withPersonal("name", ended.name());
                });
    }

    private static Entry made(KeyEvent.Created created) {
        Entry entry = Entry.of(created.by(), Kind.KEY_CREATED)
                .with("key", created.key())
                .withPersonal("name", created.name());
        if (!created.purpose().isEmpty()) entry = entry.withPersonal("said", created.purpose());
        return created.limits().isEmpty() ? entry : entry.with("scope", created.limits());
    }
}
