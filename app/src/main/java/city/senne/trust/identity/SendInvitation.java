package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Writes to somebody who was invited, with the link to enter.
@Service
class SendInvitation {
    private final SignInLinks links;
    private final SendMail mail;

    SendInvitation(SignInLinks links, SendMail mail) {
        this.links = links;
        this.mail = mail;
    }

    /// @param by the name of who invites
    /// @return to where it was sent; empty when the link has to be handed over by other ways
    Optional<String> send(ManageOrganisations.Outcome.Invited invited, String by, String organisation, Words words) {
        String email = invited.person().email();
        if (email == null || !mail.isPossible()) return Optional.empty();
        String path = invited.link().path();
        try {
            mail.send(new Letter(
                    email,
                    words.of("identity.letter.invitation.subject", organisation),
                    words.of(
                            "identity.letter.invitation",
                            invited.person().name(),
                            by,
                            organisation,
                            mail.address(path),
                            invited.person().login(),
                            IssueSignInLink.VALID.toHours())));
        } catch (SendMail.NotSent e) {
            return Optional.empty();
        }
        links.noteSent(new Secret(path.substring(path.lastIndexOf('/') + 1)), email);
        return Optional.of(email);
    }
}
