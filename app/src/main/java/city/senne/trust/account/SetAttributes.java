package city.senne.trust.account;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// An administrator says what is known of a person, for rules that name it. Counts from her next question on.
@Service
public class SetAttributes {
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private final Attributes attributes;
    private final People people;
    private final ApplicationEventPublisher events;

    SetAttributes(Attributes attributes, People people, ApplicationEventPublisher events) {
        this.attributes = attributes;
        this.people = people;
        this.events = events;
    }

    sealed interface Outcome {
        record Set() implements Outcome {}

        /// @param line that says nothing that can be known
        record Unreadable(String line) implements Outcome {}
    }

    /// Throws Problem for others than administrators, and for a person who is not there.
    ///
    /// @param text a line for each value, such as `territory = Ixelles`
    @Transactional
    public Outcome set(Viewer viewer, UUID person, String text) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        People.Account account = people.find(person).orElseThrow(() -> Problem.notFound("person-unknown"));
        SortedMap<String, List<String>> said = new TreeMap<>();
        int count = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty()) continue;
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            String value = equals < 0 ? "" : line.substring(equals + 1).strip();
            boolean unreadable = !Attributes.isKey(key)
                    || value.isEmpty()
                    || value.length() > LONGEST
                    || value.chars().anyMatch(Character::isISOControl)
                    || ++count > MOST;
            if (unreadable) return new Outcome.Unreadable(line);
            List<String> values = said.computeIfAbsent(key, _ -> new ArrayList<>());
            if (!values.contains(value)) values.add(value);
        }
        attributes.replace(person, Attributes.BY_HAND, said);
        events.publishEvent(new AccountEvent.AttributesSet(
                viewer, account.login(), Attributes.text(said).replace("\n", "; ")));
        return new Outcome.Set();
    }
}
