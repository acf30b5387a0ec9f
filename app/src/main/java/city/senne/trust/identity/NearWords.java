package city.senne.trust.identity;

import city.senne.platform.i18n.Language;
import city.senne.platform.portal.CurrentPortal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What anybody knows who guesses the password of somebody here, and would try first.
@Component
class NearWords {
    private final CurrentPortal portal;
    private final Organisations organisations;

    NearWords(CurrentPortal portal, Organisations organisations) {
        this.portal = portal;
        this.organisations = organisations;
    }

    /// Her login, name and address, what the portal is called in each language, and her organisations.
    List<String> of(People.Account person) {
        Stream<String> hers = Stream.of(person.login(), person.name(), Objects.requireNonNullElse(person.email(), ""));
        Stream<String> city = Arrays.stream(Language.values()).map(portal.portal()::name);
        Stream<String> offices = organisations.memberships(person.id()).stream()
                .map(Organisations.Membership::organisation)
                .flatMap(each -> Stream.concat(Stream.of(each.id()), each.name().byLanguage().values().stream()));
        return Stream.of(hers, city, offices).flatMap(each -> each).distinct().toList();
    }
}
