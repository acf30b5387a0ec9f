package city.senne.trust.journal;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Visitor;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An entry as people read it.
///
/// @param details what else it tells, beside its sentence
public record Said(KeptEntry entry, String sentence, List<Detail> details) {
    /// As deliveries call who delivered on the command line.
    private static final String OPERATOR = new Viewer.Operator().name();

    /// Who did it; the sentence says so.
    private static final Set<String> DOERS = Set.of(Entry.ACTOR, Entry.ACTOR_ID, Entry.LENT);

    /// One more thing that an entry tells.
    public record Detail(String label, String value) {}

    static Said of(KeptEntry entry, Words words) {
        String kind = "journal.said." + entry.kind();
        List<String> told = Kind.find(entry.kind()).map(Said::told).orElse(List.of());
        List<Detail> details = untold(entry, told, words);
        if (!words.has(kind)) return new Said(entry, entry.kind(), details);
        List<Object> arguments = new ArrayList<>(List.of(who(entry, words)));
        told.forEach(name -> arguments.add(value(entry, name, words)));
        String sentence = words.of(kind, arguments.toArray());
        String lent = entry.personal().get(Entry.LENT);
        if (lent != null) sentence += " " + words.of("journal.lent", lent);
        int first = sentence.offsetByCodePoints(0, 1);
        return new Said(
                entry,
                sentence.substring(0, first).toUpperCase(words.language().locale()) + sentence.substring(first),
                details);
    }

    /// What neither the sentence nor its page says otherwise, by name.
    private static List<Detail> untold(KeptEntry entry, List<String> told, Words words) {
        SortedSet<String> names = new TreeSet<>(entry.details().keySet());
        names.addAll(entry.commitments().keySet());
        names.removeAll(told);
        names.removeAll(DOERS);
        return names.stream()
                .filter(name -> !entry.details().getOrDefault(name, "-").isEmpty())
                .map(name -> new Detail(
                        inWords("journal.detail." + name, name, words), String.valueOf(value(entry, name, words))))
                .toList();
    }

    /// What its sentence names beside who did it.
    private static List<String> told(Kind kind) {
        return switch (kind) {
            case SIGNED_IN -> List.of("by");
            case SIGN_IN_REFUSED -> List.of("login", "address");
            case FORM_REFUSED, KEY_REFUSED, PASSWORD_REFUSED, PASSKEY_REFUSED, LIMIT_REACHED -> List.of("address");
            case SIGN_IN_LINK_ISSUED -> List.of("person");
            case PASSWORD_RESET_SENT -> List.of("person", "address");
            case EMAIL_CONFIRMED -> List.of("email");
            case PROVIDER_TIED -> List.of("provider");
            case CODE_REFUSED -> List.of("person", "address");
            case SECOND_FACTOR_REMOVED -> List.of("person");
            case RECOVERY_CODE_USED -> List.of("left");
            case PASSKEY_ADDED -> List.of("passkey");
            case PASSKEY_RENAMED -> List.of("passkey", "name");
            case PASSKEY_REMOVED -> List.of("passkey", "person");
            case PASSKEY_COUNTED_BACK -> List.of("passkey", "person", "address");
            case KEY_CREATED, PUSH_KEY_CREATED -> List.of("name");
            case KEY_ENDED -> List.of("name", "organisation", "because");
            case KEY_REVOKED, PUSH_KEY_REVOKED -> List.of("key");
            case SOURCE_CREATED, SOURCE_CHANGED -> List.of("source", "address");
            case SOURCE_REMOVED, SOURCE_ASKED, SOURCE_STOPPED -> List.of("source");
            case SOURCE_READ -> List.of("source", "added", "changed");
            case DELIVERY_RECEIVED -> List.of("file");
            case DELIVERY_LANDED -> List.of("version", "rows", "rejected");
            case DELIVERY_UNCHANGED -> List.of("version");
            case DELIVERY_REFUSED -> List.of("reason");
            case DELIVERY_HELD -> List.of("before", "after", "fields");
            case ORGANISATION_ADDED -> List.of("organisation");
            case MEMBER_INVITED, MEMBER_JOINED -> List.of("person", "organisation", "role");
            case MEMBER_LEFT -> List.of("person", "organisation");
            case PERSON_DISMISSED, LOOKED_AS -> List.of("person");
            case DATA_READ, DATA_READ_TO_THE_END -> List.of("rows", "version", "fields");
            case ACT_REFUSED -> List.of("act", "because");
            case ATTRIBUTES_TOLD -> List.of("person", "provider", "attributes");
            case ATTRIBUTES_SET -> List.of("person", "attributes");
            case GROUP_ADDED, GROUP_RENAMED, GROUP_REMOVED -> List.of("group");
            case GROUP_JOINED, GROUP_LEFT -> List.of("person", "group");
            case DELEGATION_MADE -> List.of("giver", "holder", "role", "organisation", "from", "until", "reason");
            case DELEGATION_BEGUN -> List.of("giver", "holder", "role", "organisation");
            case DELEGATION_ENDED -> List.of("giver", "holder", "role", "organisation", "because");
            case SESSIONS_ENDED -> List.of("person", "sessions");
            case LEVEL_SET -> List.of("level");
            case RULE_MADE -> List.of("audience", "reason");
            case RULE_ENDED -> List.of("rule");
            case AGREEMENT_ASKED,
                    AGREEMENT_SAID,
                    AGREEMENT_PROPOSED,
                    AGREEMENT_ADVISED,
                    AGREEMENT_APPROVED,
                    AGREEMENT_REFUSED,
                    AGREEMENT_WITHDRAWN,
                    AGREEMENT_SIGNED,
                    AGREEMENT_TERMINATED -> List.of("agreement", "version", "side", "reason");
            case DATASET_DESCRIBED -> List.of("parts");
            case FIELD_RENAMED -> List.of("from", "to");
            case ATTACHMENT_ADDED, ATTACHMENT_RETITLED, ATTACHMENT_REMOVED -> List.of("attachment");
            case CALLS_LIMITED -> List.of("calls");
            case PERSONAL_DATA_ERASED -> List.of("entries");
            case SIGNED_OUT,
                    PASSWORD_CHOSEN,
                    SECOND_FACTOR_SET,
                    RECOVERY_CODES_MADE,
                    DELIVERY_CANCELLED,
                    DELIVERY_TAKEN,
                    DELIVERY_LEFT,
                    DATASET_PUBLISHED,
                    DATASET_WITHDRAWN,
                    DATASET_DELETED,
                    DATASET_RESTORED,
                    DATASET_ERASED,
                    PORTAL_SET_UP -> List.of();
        };
    }

    private static String who(KeptEntry entry, Words words) {
        String name = entry.personal().get(Entry.ACTOR);
        if (name != null && !name.equals(OPERATOR)) return Visitor.called(name, words);
        if (entry.isErased(Entry.ACTOR)) return words.of("journal.who.erased");
        return switch (entry.actor()) {
            case "anonymous" -> words.of("journal.who.anonymous");
            case "senne" -> words.of(name == null ? "journal.who.senne" : "journal.who.operator");
            default -> words.of("journal.who.operator");
        };
    }

    private static Object value(KeptEntry entry, String name, Words words) {
        String value = entry.details().getOrDefault(name, entry.personal().get(name));
        if (value == null && name.equals("login") && !entry.isErased(name)) return words.of("journal.login.nobodys");
        if (value == null) return words.of(entry.isErased(name) ? "journal.erased" : "journal.unknown");
        return switch (name) {
            case "rows", "rejected", "entries", "calls", "sessions", "left" ->
                value.matches("\\d{1,18}") ? Long.valueOf(value) : value;
            case "parts" ->
                Arrays.stream(value.split(", "))
                        .map(part -> words.has("journal.part." + part) ? words.of("journal.part." + part) : part)
                        .collect(Collectors.joining(", "));
            case "act" -> inWords("journal.act." + value, value, words);
            case "because" -> inWords("journal.because." + value, value, words);
            case "person", "giver", "holder" -> Visitor.called(value, words);
            default -> value;
        };
    }

    private static String inWords(String key, String otherwise, Words words) {
        return words.has(key) ? words.of(key) : otherwise;
    }
}
