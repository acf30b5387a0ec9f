package city.senne.trust.organisations;

import city.senne.platform.i18n.Translated;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The organisations and people of one test, which no other test has. Operators make them, so that each belongs where
/// she
/// is put at once, and enters in a browser of her own.
public final class Townspeople {
    /// Everybody's.
    public static final String PASSWORD = "sous le boulevard, la rivière";

    private static final Viewer OPERATOR = new Viewer.Operator();

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final int port;
    private final ManageOrganisations manage;
    private final People people;

    public Townspeople(int port, ManageOrganisations manage, People people) {
        this.port = port;
        this.manage = manage;
        this.people = people;
    }

    /// What stands in every name of this test.
    public String unique() {
        return unique;
    }

    /// The id of a new organisation, such as `parks-1a2b3c4d`, which is called `Parks 1a2b3c4d`.
    ///
    /// @param within the id of the one it is a part of; empty for none
    public String organisation(String called, String within) {
        String id = called + "-" + unique;
        String name = called.substring(0, 1).toUpperCase(Locale.ROOT) + called.substring(1) + " " + unique;
        if (!(manage.add(OPERATOR, id, new Translated(Map.of("en", name)), within)
                instanceof ManageOrganisations.Outcome.Done)) {
            throw new AssertionError("Not made: " + id);
        }
        return id;
    }

    /// Somebody new, signed in with [#PASSWORD].
    public Browser member(String called, String organisation, Role role) throws Exception {
        if (!(manage.invite(OPERATOR, organisation, login(called), called + " " + unique, "", role)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited: " + called);
        }
        return Browser.firefox(port).enter(invited.link().path(), PASSWORD);
    }

    public String login(String called) {
        return called + "-" + unique;
    }

    public UUID id(String called) {
        return people.findId(login(called)).orElseThrow();
    }
}
