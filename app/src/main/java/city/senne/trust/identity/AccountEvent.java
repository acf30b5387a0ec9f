package city.senne.trust.identity;

import java.util.UUID;

/// Something happened to an account or a key. It is announced within the transaction in which it happens.
public sealed interface AccountEvent {
    /// @param byLink whether by a single-use link, and not by a password
    record SignedIn(Viewer.Person person, boolean byLink) implements AccountEvent {}

    /// @param login what was typed
    /// @param address of the caller
    record SignInRefused(String login, String address) implements AccountEvent {}

    record SignedOut(Viewer.Person person) implements AccountEvent {}

    /// @param person whom the link signs in
    record SignInLinkIssued(Viewer.Person person) implements AccountEvent {}

    record PasswordChosen(Viewer.Person person) implements AccountEvent {}

    record KeyCreated(Viewer by, UUID key, String name) implements AccountEvent {}

    record KeyRevoked(Viewer by, UUID key) implements AccountEvent {}

    record OrganisationAdded(Viewer by, String organisation) implements AccountEvent {}

    /// @param login of the person
    record MemberJoined(Viewer by, String organisation, String login, Role role) implements AccountEvent {}

    record MemberLeft(Viewer by, String organisation, String login) implements AccountEvent {}

    /// All access of a person ended.
    record PersonDismissed(Viewer by, String login) implements AccountEvent {}
}
