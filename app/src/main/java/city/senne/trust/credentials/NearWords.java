package city.senne.trust.credentials;

import city.senne.platform.i18n.Language;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.organisations.Invitations;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What anybody knows who guesses the password of somebody here, and would try first.
@Component
public class NearWords {
    private final CurrentPortal portal;
    private final Organisations organisations;
    private final Invitations invitations;

    NearWords(CurrentPortal portal, Organisations organisations, Invitations invitations) {
        this.invitations = invitations;
        this.portal = portal;
        this.organisations = organisations;
    }

    /// Her login, name and address, what the portal is called in each language, and her organisations, with those that
    /// invite her.
    public List<String> of(People.Account person) {
        Stream<String> hers = Stream.of(person.login(), person.name(), Objects.requireNonNullElse(person.email(), ""));
        Stream<String> city = Arrays.stream(Language.values()).map(portal.portal()::name);
        Stream<Organisation> own =
                organisations.memberships(person.id()).stream().map(Organisations.Membership::organisation);
        Stream<Organisation> inviting = invitations.listOf(person.id()).stream()
                .flatMap(each -> organisations.find(each.organisation()).stream());
        Stream<String> offices = Stream.concat(own, inviting)
                .flatMap(each -> Stream.concat(Stream.of(each.id()), each.name().byLanguage().values().stream()));
        return Stream.of(hers, city, offices).flatMap(each -> each).distinct().toList();
    }
}
