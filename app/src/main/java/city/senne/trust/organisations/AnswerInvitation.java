package city.senne.trust.organisations;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.identity.Viewer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lets people join the organisations that they were invited to, or decline. Nobody belongs anywhere before she said
/// so.
@Service
public class AnswerInvitation {
    private final Invitations invitations;
    private final SignInLinks links;
    private final People people;
    private final Organisations organisations;
    private final ApplicationEventPublisher events;

    AnswerInvitation(
            Invitations invitations,
            SignInLinks links,
            People people,
            Organisations organisations,
            ApplicationEventPublisher events) {
        this.invitations = invitations;
        this.links = links;
        this.people = people;
        this.organisations = organisations;
        this.events = events;
    }

    /// What somebody is asked.
    ///
    /// @param by the name of who invites
    public record Question(Invitation invitation, Organisation organisation, String by) {
        boolean isFor(Viewer viewer) {
            return viewer instanceof Viewer.Person person && person.id().equals(invitation.person());
        }
    }

    /// Empty as soon as who invites could not do so any more.
    public Optional<Question> find(String token) {
        return find(new Secret(token).hash());
    }

    private Optional<Question> find(byte[] tokenHash) {
        return invitations
                .find(tokenHash)
                .flatMap(invitation -> people.find(invitation.by())
                        .filter(by -> by.isAdministrator()
                                || organisations.of(by.id()).own().stewarding().contains(invitation.organisation()))
                        .flatMap(by -> organisations
                                .find(invitation.organisation())
                                .map(organisation -> new Question(invitation, organisation, by.name()))));
    }

    /// False when the invitation is none, is for somebody else, or was answered meanwhile.
    @Transactional
    public boolean join(Viewer.Person viewer, String token) {
        return find(token)
                .filter(question -> question.isFor(viewer))
                .filter(this::join)
                .isPresent();
    }

    /// Whoever enters for the first time with the link of an invitation accepts it thereby.
    ///
    /// Within the transaction in which she enters.
    public void joinOnEntering(UUID person, byte[] tokenHash) {
        find(tokenHash)
                .filter(question -> question.invitation().person().equals(person))
                .ifPresent(this::join);
    }

    @Transactional
    public boolean decline(Viewer.Person viewer, String token) {
        return find(token)
                .filter(question -> question.isFor(viewer))
                .filter(question -> invitations.drop(question.invitation().id()))
                .isPresent();
    }

    /// Ends the invitation, and the link to enter that was made with it.
    @Transactional
    public void takeBack(Viewer viewer, String organisation, UUID invitation) {
        if (!ManageOrganisations.looksAfter(viewer, organisation)) throw Problem.forbidden("forbidden");
        invitations.list(organisation).stream()
                .filter(each -> each.id().equals(invitation))
                .forEach(each -> {
                    links.use(each.tokenHash());
                    invitations.drop(each.id());
                });
    }

    /// Where she belongs already another decided on her role since.
    private boolean join(Question question) {
        Invitation invitation = question.invitation();
        if (!invitations.drop(invitation.id())) return false;
        Optional<People.Account> person = people.find(invitation.person());
        if (person.isEmpty() || organisations.isMember(invitation.person(), invitation.organisation())) return false;
        organisations.join(invitation.person(), invitation.organisation(), invitation.role());
        events.publishEvent(new AccountEvent.MemberJoined(
                person.get().viewer(), invitation.organisation(), person.get().login(), invitation.role()));
        return true;
    }
}
