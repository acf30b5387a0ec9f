package city.senne.trust.identity;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened to an account. It is announced within the transaction in which it happens.
public sealed interface AccountEvent {
    record SignedIn(Viewer.Person person, Way way) implements AccountEvent {}

    /// How a person signs in.
    enum Way {
        PASSWORD(true),
        /// A link that was made on the machine of the server, or the first one of somebody who was invited.
        LINK(false),
        /// A link to choose a new password.
        RESET(true),
        /// A code of an authenticator, after one of the others.
        CODE(false),
        /// Somebody else who knows her told who she is, and asked for as much as it saw fit.
        PROVIDER(false),
        /// A passkey, after the person's device made sure of her: what she has, and what she knows or is.
        PASSKEY(false);

        private final boolean asksForCode;

        Way(boolean asksForCode) {
            this.asksForCode = asksForCode;
        }

        /// Whether an authenticator's code is asked for as well.
        public boolean asksForCode() {
            return asksForCode;
        }

        /// The name in the database, in the journal and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A provider's person and an account are the same from now on.
    record ProviderTied(Viewer.Person person, String provider) implements AccountEvent {}

    /// @param address of the caller
    record CodeRefused(Viewer.Person person, String address) implements AccountEvent {}

    record SecondFactorSet(Viewer.Person person) implements AccountEvent {}

    /// @param login of the person whose it was
    record SecondFactorRemoved(Viewer by, String login) implements AccountEvent {}

    record RecoveryCodesMade(Viewer.Person person) implements AccountEvent {}

    /// @param left how many she still has
    record RecoveryCodeUsed(Viewer.Person person, int left) implements AccountEvent {}

    /// @param name of the passkey
    record PasskeyAdded(Viewer.Person person, String name) implements AccountEvent {}

    record PasskeyRenamed(Viewer.Person person, String before, String name) implements AccountEvent {}

    /// @param login of the person whose it was
    /// @param name of the passkey
    record PasskeyRemoved(Viewer by, String login, String name) implements AccountEvent {}

    /// A passkey signed that says it signed less often than we saw: somebody may have copied it.
    ///
    /// @param name of the passkey
    /// @param address of the caller
    record PasskeyCountedBack(Viewer.Person person, String name, String address) implements AccountEvent {}

    /// @param login of the account that was tried; empty when there is none such
    /// @param address of the caller
    record SignInRefused(String login, String address) implements AccountEvent {}

    record SignedOut(Viewer.Person person) implements AccountEvent {}

    /// @param person whom the link signs in
    record SignInLinkIssued(Viewer by, Viewer.Person person) implements AccountEvent {}

    record PasswordChosen(Viewer.Person person) implements AccountEvent {}

    /// A link to choose a password was sent by e-mail.
    ///
    /// @param address of who asked for it
    record PasswordResetSent(Viewer.Person person, String address) implements AccountEvent {}

    record EmailConfirmed(Viewer.Person person, String email) implements AccountEvent {}

    record OrganisationAdded(Viewer by, String organisation) implements AccountEvent {}

    /// Somebody is asked to join.
    ///
    /// @param login of the person
    record MemberInvited(Viewer by, String organisation, String login, Role role) implements AccountEvent {}

    /// @param login of the person
    record MemberJoined(Viewer by, String organisation, String login, Role role) implements AccountEvent {}

    record MemberLeft(Viewer by, String organisation, String login) implements AccountEvent {}

    /// @param login of the person of whom it is known
    /// @param attributes all of them
    record AttributesSet(Viewer by, String login, String attributes) implements AccountEvent {}

    /// A provider said what is known of a person.
    ///
    /// @param attributes all that it says; empty for nothing any more
    record AttributesTold(String provider, String login, String attributes) implements AccountEvent {}

    /// @param group its id
    record GroupAdded(Viewer by, String group) implements AccountEvent {}

    record GroupRenamed(Viewer by, String group) implements AccountEvent {}

    /// Whatever names it ends with it.
    record GroupRemoved(Viewer by, String group) implements AccountEvent {}

    /// @param login of the person
    /// @param source the provider that says so; empty where it is `by` who does
    record GroupJoined(Viewer by, String group, String login, String source) implements AccountEvent {}

    record GroupLeft(Viewer by, String group, String login, String source) implements AccountEvent {}

    /// Somebody hands her role to a colleague for a time to come.
    record DelegationMade(Viewer by, Delegation delegation) implements AccountEvent {}

    record DelegationBegun(Delegation delegation) implements AccountEvent {}

    /// @param by whose act it was that ended it; null for the clock
    record DelegationEnded(@Nullable Viewer by, Delegation delegation, Delegation.End because)
            implements AccountEvent {}

    /// All access of a person ended.
    ///
    /// @param sessions how many of hers ended with it
    /// @param keys of programs, likewise
    record PersonDismissed(Viewer by, UUID person, String login, int sessions, int keys) implements AccountEvent {}

    /// Browsers were signed out from elsewhere.
    ///
    /// @param login of the person who used them
    record SessionsEnded(Viewer by, String login, int sessions) implements AccountEvent {}
}
