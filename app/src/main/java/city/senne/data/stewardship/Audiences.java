package city.senne.data.stewardship;

import city.senne.trust.access.Audience;
import city.senne.trust.identity.People;
import java.util.Optional;
import java.util.UUID;

/// How addresses and forms name an audience: `everybody`, `signed_in`, `organisation:` or `group:` and its id,
/// `person:` and hers; or `person` beside a login, and `group` beside an id.
final class Audiences {
    private static final String ORGANISATION = "organisation:";
    private static final String GROUP = "group:";
    private static final String PERSON = "person:";

    private Audiences() {}

    static String name(Audience audience) {
        String kind = audience.kind().apiName();
        return audience.id().isEmpty() ? kind : kind + ":" + audience.id();
    }

    /// Empty when there is none of this name.
    static Optional<Audience> parse(String name, String login, People people) {
        try {
            if (name.startsWith(ORGANISATION)) {
                return Optional.of(new Audience(Audience.Kind.ORGANISATION, name.substring(ORGANISATION.length())));
            }
            if (name.startsWith(GROUP)) {
                return Optional.of(new Audience(Audience.Kind.GROUP, name.substring(GROUP.length())));
            }
            if (name.equals("group")) return Optional.of(new Audience(Audience.Kind.GROUP, login.strip()));
            if (name.startsWith(PERSON)) {
                UUID id = UUID.fromString(name.substring(PERSON.length()));
                return Optional.of(new Audience(Audience.Kind.PERSON, id.toString()));
            }
            if (name.equals("person")) {
                return people.findId(login).map(id -> new Audience(Audience.Kind.PERSON, id.toString()));
            }
            return Optional.of(new Audience(Audience.Kind.of(name), ""));
        } catch (IllegalArgumentException notAnAudience) {
            return Optional.empty();
        }
    }
}
