package city.senne.trust.signin;

import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.IdentitySettings;
import city.senne.trust.identity.People;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes from the answer of a provider what is known of a person and in which groups she is, as the operator set
/// it up. All of it is readable, or nothing is taken and she does not enter.
@Component
class ClaimsOfProvider {
    private static final Logger log = LoggerFactory.getLogger(ClaimsOfProvider.class);
    private static final int MOST = 100;

    private final Providers providers;
    private final Attributes attributes;
    private final Groups groups;
    private final People people;
    private final ApplicationEventPublisher events;

    ClaimsOfProvider(
            Providers providers,
            Attributes attributes,
            Groups groups,
            People people,
            ApplicationEventPublisher events) {
        this.providers = providers;
        this.attributes = attributes;
        this.groups = groups;
        this.people = people;
        this.events = events;
    }

    /// @param groups their ids, whether there are such or not
    record Told(SortedMap<String, List<String>> attributes, Set<String> groups) {}

    /// A claim that is no text and no list of texts, or holds more than is kept.
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message);
        }
    }

    /// Throws Unreadable.
    Told read(String provider, Map<String, Object> claims) {
        IdentitySettings.Provider settings = providers.find(provider).orElseThrow();
        SortedMap<String, List<String>> known = new TreeMap<>();
        for (IdentitySettings.KnownBy each : settings.attributes()) {
            List<String> all = known.computeIfAbsent(each.attribute(), _ -> new ArrayList<>());
            values(claims, each.claim()).stream()
                    .filter(value -> !all.contains(value))
                    .forEach(all::add);
            if (all.size() > MOST) throw new Unreadable("it has more than " + MOST + " values for " + each.attribute());
        }
        known.values().removeIf(List::isEmpty);
        Set<String> in = new HashSet<>();
        for (IdentitySettings.InGroup each : settings.groups()) {
            if (values(claims, each.claim()).contains(each.value())) in.add(each.group());
        }
        return new Told(known, in);
    }

    /// Sets anew all that this provider said before; what others say and what somebody entered stays as it is.
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(String provider, People.Account person, Told told) {
        people.lock(person.id());
        if (!sorted(attributes.of(person.id(), provider)).equals(sorted(told.attributes))) {
            attributes.replace(person.id(), provider, told.attributes);
            events.publishEvent(new AccountEvent.AttributesTold(
                    provider,
                    person.login(),
                    Attributes.text(sorted(told.attributes)).replace("\n", "; ")));
        }
        Set<String> before = groups.listBy(provider, person.id());
        for (String group : told.groups) {
            if (before.contains(group)) continue;
            if (!groups.isThere(group)) {
                log.warn("The provider {} leads to the group {}, which is not there", provider, group);
            } else if (groups.join(group, person.id(), provider, provider)) {
                events.publishEvent(new AccountEvent.GroupJoined(person.viewer(), group, person.login(), provider));
            }
        }
        for (String group : before) {
            if (told.groups.contains(group) || !groups.leave(group, person.id(), provider)) continue;
            events.publishEvent(new AccountEvent.GroupLeft(person.viewer(), group, person.login(), provider));
        }
    }

    private static SortedMap<String, List<String>> sorted(SortedMap<String, List<String>> attributes) {
        SortedMap<String, List<String>> sorted = new TreeMap<>();
        attributes.forEach(
                (key, values) -> sorted.put(key, values.stream().sorted().toList()));
        return sorted;
    }

    /// None where the claim is not there.
    private static List<String> values(Map<String, Object> claims, String path) {
        Object found = find(claims, path);
        Collection<?> all =
                found instanceof Collection<?> several ? several : found == null ? List.of() : List.of(found);
        if (all.size() > MOST) throw new Unreadable("the claim " + path + " has more than " + MOST + " values");
        List<String> values = new ArrayList<>();
        for (Object each : all) {
            if (!(each instanceof String text) || !Attributes.isValue(text.strip())) {
                throw new Unreadable("the claim " + path + " is neither a text nor a list of texts that can be kept");
            }
            values.add(text.strip());
        }
        return values;
    }

    /// By its whole name first: names may hold dots themselves. Throws Unreadable where the way to it is no object.
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) return claims.get(path);
        int dot = path.indexOf('.');
        if (dot < 0) return null;
        Object next = claims.get(path.substring(0, dot));
        if (next == null) return null;
        if (next instanceof Map<?, ?> inner) return find(inner, path.substring(dot + 1));
        throw new Unreadable("the claim " + path.substring(0, dot) + " is no object");
    }
}
