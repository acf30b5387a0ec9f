package city.senne.trust.signin;

import city.senne.platform.mail.MailAddress;
import city.senne.trust.credentials.SecondFactors;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.IdentitySettings;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.organisations.AnswerInvitation;
import city.senne.trust.organisations.EndRights;
import city.senne.trust.organisations.ManageOrganisations;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lets in whom a provider knows. An account is found by what the provider calls the person for ever, its
/// subject, and by nothing else: neither by her login nor by her address. It is made when the provider tells that
/// she belongs to an organisation, or is tied to the one of an invitation that she holds.
@Service
class AdmitFromProvider {
    private final Providers providers;
    private final ProviderAccounts accounts;
    private final SignInLinks links;
    private final AnswerInvitation answerInvitation;
    private final SecondFactors factors;
    private final People people;
    private final Organisations organisations;
    private final EndRights endRights;
    private final ClaimsOfProvider claims;
    private final Enter enter;
    private final ApplicationEventPublisher events;

    AdmitFromProvider(
            Providers providers,
            ProviderAccounts accounts,
            SignInLinks links,
            AnswerInvitation answerInvitation,
            SecondFactors factors,
            People people,
            Organisations organisations,
            EndRights endRights,
            ClaimsOfProvider claims,
            Enter enter,
            ApplicationEventPublisher events) {
        this.providers = providers;
        this.accounts = accounts;
        this.links = links;
        this.answerInvitation = answerInvitation;
        this.factors = factors;
        this.people = people;
        this.organisations = organisations;
        this.endRights = endRights;
        this.claims = claims;
        this.enter = enter;
        this.events = events;
    }

    sealed interface Outcome {
        record Known(Enter.Outcome outcome) implements Outcome {}

        /// Nobody here, or somebody whose account was closed.
        record Unknown() implements Outcome {}
    }

    /// Throws ClaimsOfProvider.Unreadable, and nothing has changed.
    ///
    /// @param linkHash of an invitation; null for none
    @Transactional
    public Outcome admit(String provider, OidcUser user, byte @Nullable [] linkHash, Device device) {
        String subject = Objects.requireNonNull(user.getSubject());
        ClaimsOfProvider.Told told = claims.read(provider, user.getClaims());
        Optional<UUID> known = accounts.find(provider, subject);
        List<IdentitySettings.Place> places = places(provider, user);
        Optional<People.Account> person = known.isPresent()
                ? people.find(known.get())
                : invited(linkHash).or(() -> places.isEmpty() ? Optional.empty() : made(user));
        if (person.isEmpty()) return new Outcome.Unknown();
        if (known.isEmpty()) {
            accounts.add(provider, subject, person.get().id());
            events.publishEvent(new AccountEvent.ProviderTied(person.get().viewer(), provider));
        }
        place(provider, person.get(), places);
        claims.apply(provider, person.get(), told);
        return new Outcome.Known(enter.enter(person.get(), AccountEvent.Way.PROVIDER, device));
    }

    /// A link for a new password ties no provider to an account that asks for a code: it would go round it.
    private Optional<People.Account> invited(byte @Nullable [] linkHash) {
        if (linkHash == null) return Optional.empty();
        Optional<SignInLinks.Link> link = links.find(linkHash)
                .filter(each -> each.purpose() != SignInLinks.Purpose.CONFIRM)
                .filter(each -> each.purpose() == SignInLinks.Purpose.ENTER || !factors.isOn(each.person()));
        if (link.isEmpty() || !links.use(linkHash)) return Optional.empty();
        answerInvitation.joinOnEntering(link.get().person(), linkHash);
        return people.find(link.get().person());
    }

    /// A new account; none when somebody has or had this login, who may be somebody else.
    private Optional<People.Account> made(OidcUser user) {
        String login = Stream.of(user.getPreferredUsername(), user.getEmail(), user.getSubject())
                .filter(each -> each != null && ManageOrganisations.isLogin(each))
                .findFirst()
                .orElse("");
        if (login.isEmpty() || people.findByLogin(login).isPresent() || people.hasLeft(login)) return Optional.empty();
        String name = Stream.of(user.getFullName(), login)
                .filter(each -> each != null && !each.isBlank() && each.length() <= ManageOrganisations.LONGEST_NAME)
                .findFirst()
                .orElse(login);
        String written = user.getEmail();
        Optional<String> email = written == null ? Optional.empty() : MailAddress.find(written);
        boolean isHers = Boolean.TRUE.equals(user.getEmailVerified());
        Optional<People.Account> made =
                people.invite(login, name.replace("\0", ""), isHers ? email.orElse(null) : null);
        if (isHers && made.isPresent())
            email.ifPresent(address -> people.confirmEmail(made.get().id(), address));
        return made;
    }

    /// Where the provider places somebody she belongs; where it places others and not her she does not.
    private void place(String provider, People.Account person, List<IdentitySettings.Place> places) {
        if (providers.find(provider).map(IdentitySettings.Provider::claim).isEmpty()) return;
        for (String organisation : providers.find(provider).orElseThrow().places().stream()
                .map(IdentitySettings.Place::organisation)
                .collect(Collectors.toSet())) {
            Optional<Role> told = places.stream()
                    .filter(place -> place.organisation().equals(organisation))
                    .map(IdentitySettings.Place::role)
                    .max(Comparator.naturalOrder());
            Optional<Role> had = organisations.memberships(person.id()).stream()
                    .filter(each -> each.organisation().id().equals(organisation))
                    .map(Organisations.Membership::role)
                    .findFirst();
            if (told.equals(had) || organisations.find(organisation).isEmpty()) continue;
            if (told.isPresent()) {
                organisations.join(person.id(), organisation, told.get());
                events.publishEvent(
                        new AccountEvent.MemberJoined(person.viewer(), organisation, person.login(), told.get()));
                endRights.endLost(person.viewer(), person.id(), "");
            } else {
                organisations.leave(person.id(), organisation);
                events.publishEvent(new AccountEvent.MemberLeft(person.viewer(), organisation, person.login()));
                endRights.endLost(person.viewer(), person.id(), organisation);
            }
        }
    }

    private List<IdentitySettings.Place> places(String provider, OidcUser user) {
        IdentitySettings.Provider settings = providers.find(provider).orElseThrow();
        if (settings.claim() == null) return List.of();
        Object told = user.getClaims().get(settings.claim());
        Collection<?> values =
                told instanceof Collection<?> several ? several : told == null ? List.of() : List.of(told);
        return settings.places().stream()
                .filter(place -> values.stream().anyMatch(value -> place.value().equals(value.toString())))
                .filter(place -> organisations.find(place.organisation()).isPresent())
                .toList();
    }
}
