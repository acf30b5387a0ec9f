package city.senne.trust.journal;

import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Viewer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells what happens to accounts. Their modules stand below this one, so they announce and this hears.
@Component
class HearOfAccounts {
    private final Journal journal;

    HearOfAccounts(Journal journal) {
        this.journal = journal;
    }

    /// Within the transaction of what happened.
    @EventListener
    void hear(AccountEvent event) {
        journal.record(
                switch (event) {
                    case AccountEvent.SignedIn in ->
                        Entry.of(in.person(), Kind.SIGNED_IN)
                                .with("by", in.way().apiName());
                    case AccountEvent.SignInRefused refused -> signInRefused(refused);
                    case AccountEvent.SignedOut out -> Entry.of(out.person(), Kind.SIGNED_OUT);
                    case AccountEvent.SignInLinkIssued issued ->
                        Entry.of(issued.by(), Kind.SIGN_IN_LINK_ISSUED)
                                .withPersonal("person", issued.person().name());
                    case AccountEvent.PasswordChosen chosen -> Entry.of(chosen.person(), Kind.PASSWORD_CHOSEN);
                    case AccountEvent.PasswordResetSent sent ->
                        Entry.of(Viewer.ANONYMOUS, Kind.PASSWORD_RESET_SENT)
                                .withPersonal("person", sent.person().name())
                                .withPersonal("address", sent.address());
                    case AccountEvent.EmailConfirmed confirmed ->
                        Entry.of(confirmed.person(), Kind.EMAIL_CONFIRMED).withPersonal("email", confirmed.email());
                    case AccountEvent.ProviderTied tied ->
                        Entry.of(tied.person(), Kind.PROVIDER_TIED).with("provider", tied.provider());
                    case AccountEvent.CodeRefused refused ->
                        Entry.of(Viewer.ANONYMOUS, Kind.CODE_REFUSED)
                                .withPersonal("person", refused.person().name())
                                .withPersonal("address", refused.address());
                    case AccountEvent.SecondFactorSet set -> Entry.of(set.person(), Kind.SECOND_FACTOR_SET);
                    case AccountEvent.SecondFactorRemoved removed ->
                        Entry.of(removed.by(), Kind.SECOND_FACTOR_REMOVED).withPersonal("person", removed.login());
                    case AccountEvent.RecoveryCodesMade made -> Entry.of(made.person(), Kind.RECOVERY_CODES_MADE);
                    case AccountEvent.RecoveryCodeUsed used ->
                        Entry.of(used.person(), Kind.RECOVERY_CODE_USED).with("left", used.left());
                    case AccountEvent.PasskeyAdded added ->
                        Entry.of(added.person(), Kind.PASSKEY_ADDED).withPersonal("passkey", added.name());
                    case AccountEvent.PasskeyRenamed renamed ->
                        Entry.of(renamed.person(), Kind.PASSKEY_RENAMED)
                                .withPersonal("passkey", renamed.before())
                                .withPersonal("name", renamed.name());
                    case AccountEvent.PasskeyRemoved removed ->
                        Entry.of(removed.by(), Kind.PASSKEY_REMOVED)
                                .withPersonal("passkey", removed.name())
                                .withPersonal("person", removed.login());
                    case AccountEvent.PasskeyCountedBack back ->
                        Entry.of(Viewer.ANONYMOUS, Kind.PASSKEY_COUNTED_BACK)
                                .withPersonal("passkey", back.name())
                                .withPersonal("person", back.person().name())
                                .withPersonal("address", back.address());
                    case AccountEvent.OrganisationAdded added ->
                        Entry.of(added.by(), Kind.ORGANISATION_ADDED).with("organisation", added.organisation());
                    case AccountEvent.MemberInvited invited ->
                        Entry.of(invited.by(), Kind.MEMBER_INVITED)
                                .with("organisation", invited.organisation())
                                .with("role", invited.role().apiName())
                                .withPersonal("person", invited.login());
                    case AccountEvent.MemberJoined joined ->
                        Entry.of(joined.by(), Kind.MEMBER_JOINED)
                                .with("organisation", joined.organisation())
                                .with("role", joined.role().apiName())
                                .withPersonal("person", joined.login());
                    case AccountEvent.MemberLeft left ->
                        Entry.of(left.by(), Kind.MEMBER_LEFT)
                                .with("organisation", left.organisation())
                                .withPersonal("person", left.login());
                    case AccountEvent.AttributesSet set ->
                        Entry.of(set.by(), Kind.ATTRIBUTES_SET)
                                .withPersonal("person", set.login())
                                .withPersonal("attributes", set.attributes());
                    case AccountEvent.AttributesTold told ->
                        Entry.ofSenne(Kind.ATTRIBUTES_TOLD, "")
                                .with("provider", told.provider())
                                .withPersonal("person", told.login())
                                .withPersonal("attributes", told.attributes());
                    case AccountEvent.GroupAdded added ->
                        Entry.of(added.by(), Kind.GROUP_ADDED).with("group", added.group());
                    case AccountEvent.GroupRenamed renamed ->
                        Entry.of(renamed.by(), Kind.GROUP_RENAMED).with("group", renamed.group());
                    case AccountEvent.GroupRemoved removed ->
                        Entry.of(removed.by(), Kind.GROUP_REMOVED).with("group", removed.group());
                    case AccountEvent.GroupJoined joined ->
                        bySource(joined.by(), Kind.GROUP_JOINED, joined.source())
                                .with("group", joined.group())
                                .with("source", joined.source())
                                .withPersonal("person", joined.login());
                    case AccountEvent.GroupLeft left ->
                        bySource(left.by(), Kind.GROUP_LEFT, left.source())
                                .with("group", left.group())
                                .with("source", left.source())
                                .withPersonal("person", left.login());
                    case AccountEvent.DelegationMade made ->
                        told(Entry.of(made.by(), Kind.DELEGATION_MADE), made.delegation())
                                .with("from", made.delegation().from())
                                .with("until", made.delegation().until())
                                .withPersonal("reason", made.delegation().reason());
                    case AccountEvent.DelegationBegun begun ->
                        told(Entry.ofSenne(Kind.DELEGATION_BEGUN, ""), begun.delegation());
                    case AccountEvent.DelegationEnded ended -> ended(ended);
                    case AccountEvent.PersonDismissed dismissed ->
                        Entry.of(dismissed.by(), Kind.PERSON_DISMISSED)
                                .with("sessions", dismissed.sessions())
                                .with("keys", dismissed.keys())
                                .withPersonal("person", dismissed.login());
                    case AccountEvent.SessionsEnded ended ->
                        Entry.of(ended.by(), Kind.SESSIONS_ENDED)
                                .with("sessions", ended.sessions())
                                .withPersonal("person", ended.login());
                });
    }

    private static Entry ended(AccountEvent.DelegationEnded ended) {
        Viewer by = ended.by();
        Entry entry = by == null ? Entry.ofSenne(Kind.DELEGATION_ENDED, "") : Entry.of(by, Kind.DELEGATION_ENDED);
        return told(entry, ended.delegation()).with("because", ended.because().apiName());
    }

    private static Entry told(Entry entry, Delegation delegation) {
        return entry.with("delegation", delegation.id())
                .with("organisation", delegation.organisation())
                .with("role", delegation.role().apiName())
                .withPersonal("giver", delegation.giverName())
                .withPersonal("holder", delegation.holderName());
    }

    /// What a provider says is nobody's deed here.
    private static Entry bySource(Viewer by, Kind kind, String source) {
        return source.isEmpty() ? Entry.of(by, kind) : Entry.ofSenne(kind, "");
    }

    private static Entry signInRefused(AccountEvent.SignInRefused refused) {
        Entry entry = Entry.of(Viewer.ANONYMOUS, Kind.SIGN_IN_REFUSED).withPersonal("address", refused.address());
        return refused.login().isEmpty() ? entry : entry.withPersonal("login", refused.login());
    }
}
