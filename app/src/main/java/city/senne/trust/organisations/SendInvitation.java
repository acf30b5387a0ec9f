package city.senne.trust.organisations;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.SignInLinks;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Writes to somebody who was invited, with the link. What the inviting person typed about her is not in it: it could
/// be
/// anything, sent in our name.
@Service
class SendInvitation {
    private final SignInLinks links;
    private final SendMail mail;
    private final Attempts attempts;

    SendInvitation(SignInLinks links, SendMail mail, Attempts attempts) {
        this.attempts = attempts;
        this.links = links;
        this.mail = mail;
    }

    /// @param by the name of who invites
    /// @return to where it was sent; empty when the link has to be handed over by other ways
    Optional<String> send(ManageOrganisations.Outcome.Invited invited, String by, String organisation, Words words) {
        String email = invited.email();
        if (email == null || !mail.isPossible() || !attempts.allowLetterTo(email)) return Optional.empty();
        try {
            mail.send(new Letter(
                    email,
                    words.of("identity.letter.invitation.subject", organisation),
                    words.of(
                            "identity.letter.invitation",
                            by,
                            organisation,
                            mail.address(invited.link().path()),
                            IssueSignInLink.VALID.toHours())));
        } catch (SendMail.NotSent e) {
            return Optional.empty();
        }
        links.noteSent(invited.link().token(), email);
        return Optional.of(email);
    }
}
