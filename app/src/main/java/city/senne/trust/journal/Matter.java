package city.senne.trust.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What entries are about, as far as it matters for how long the journal knows the people in them.
public enum Matter {
    /// Who read what is not open, and who was refused.
    READS,
    /// Who came in or tried to, and with what.
    SIGN_INS,
    /// What was said, decided and signed between those who give data and those who get them.
    AGREEMENTS,
    /// Everything else, also what a later version of Senne wrote.
    CHANGES;

    /// The name in settings and in words.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The names of the kinds of entries that are about it, as far as they are known.
    List<String> kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> of(kind) == this)
                .map(Kind::apiName)
                .toList();
    }

    static Matter of(Kind kind) {
        return switch (kind) {
            case DATA_READ, DATA_READ_TO_THE_END, ACT_REFUSED, CALLS_LIMITED, LOOKED_AS -> READS;
            case SIGNED_IN,
                    SIGN_IN_REFUSED,
                    SIGNED_OUT,
                    SESSIONS_ENDED,
                    SIGN_IN_LINK_ISSUED,
                    FORM_REFUSED,
                    KEY_REFUSED,
                    PASSWORD_REFUSED,
                    PASSWORD_CHOSEN,
                    PASSWORD_RESET_SENT,
                    LIMIT_REACHED,
                    CODE_REFUSED,
                    RECOVERY_CODES_MADE,
                    RECOVERY_CODE_USED,
                    SECOND_FACTOR_SET,
                    SECOND_FACTOR_REMOVED,
                    PASSKEY_ADDED,
                    PASSKEY_RENAMED,
                    PASSKEY_REMOVED,
                    PASSKEY_REFUSED,
                    PASSKEY_COUNTED_BACK,
                    PROVIDER_TIED,
                    EMAIL_CONFIRMED -> SIGN_INS;
            case AGREEMENT_ASKED,
                    AGREEMENT_SAID,
                    AGREEMENT_PROPOSED,
                    AGREEMENT_ADVISED,
                    AGREEMENT_APPROVED,
                    AGREEMENT_REFUSED,
                    AGREEMENT_WITHDRAWN,
                    AGREEMENT_SIGNED,
                    AGREEMENT_TERMINATED -> AGREEMENTS;
            default -> CHANGES;
        };
    }
}
