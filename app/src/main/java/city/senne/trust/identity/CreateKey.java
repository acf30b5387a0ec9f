package city.senne.trust.identity;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives a program a key of its own.
@Service
public class CreateKey {
    static final int LONGEST_NAME = 100;

    private final ApiKeys keys;
    private final Organisations organisations;
    private final ApplicationEventPublisher events;

    CreateKey(ApiKeys keys, Organisations organisations, ApplicationEventPublisher events) {
        this.keys = keys;
        this.organisations = organisations;
        this.events = events;
    }

    public sealed interface Outcome {
        /// @param key shown now and never again
        record Created(ApiKeyText key) implements Outcome {}

        record NameNeeded() implements Outcome {}

        record NoSuchOrganisation(String id) implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    /// A key as its holder gets it.
    public record ApiKeyText(String name, String text) {
        @Override
        public String toString() {
            return "ApiKeyText[" + name + "]";
        }
    }

    /// For a program that may do everything.
    @Transactional
    public Outcome create(Viewer viewer, String name) {
        return create(viewer, name, "");
    }

    /// @param organisation whose members see what the program sees; empty for one that may do everything
    @Transactional
    public Outcome create(Viewer viewer, String name, String organisation) {
        if (!viewer.isAdministrator()) return new Outcome.NotAllowed();
        String plainName = name.strip();
        if (plainName.isEmpty() || plainName.length() > LONGEST_NAME) return new Outcome.NameNeeded();
        if (!organisation.isEmpty() && organisations.find(organisation).isEmpty()) {
            return new Outcome.NoSuchOrganisation(organisation);
        }
        Secret key = Secret.random("senne_");
        UUID id = keys.add(plainName, organisation.isEmpty() ? null : organisation, key, viewer.name());
        events.publishEvent(new AccountEvent.KeyCreated(viewer, id, plainName));
        return new Outcome.Created(new ApiKeyText(plainName, key.text()));
    }
}
