package city.senne.trust.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can have been done. Each has its sentence in the module's messages, under `journal.said.<name>`, and its name
/// under `journal.kind.<name>`.
public enum Kind {
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGNED_OUT,
    FORM_REFUSED,
    KEY_REFUSED,
    PASSWORD_REFUSED,
    LIMIT_REACHED,
    SIGN_IN_LINK_ISSUED,
    PASSWORD_CHOSEN,
    PASSWORD_RESET_SENT,
    EMAIL_CONFIRMED,
    PROVIDER_TIED,
    CODE_REFUSED,
    SECOND_FACTOR_SET,
    SECOND_FACTOR_REMOVED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    PASSKEY_ADDED,
    PASSKEY_RENAMED,
    PASSKEY_REMOVED,
    PASSKEY_REFUSED,
    PASSKEY_COUNTED_BACK,
    KEY_CREATED,
    KEY_REVOKED,
    KEY_ENDED,
    ORGANISATION_ADDED,
    MEMBER_INVITED,
    MEMBER_JOINED,
    MEMBER_LEFT,
    PERSON_DISMISSED,
    SESSIONS_ENDED,
    ATTRIBUTES_SET,
    ATTRIBUTES_TOLD,
    GROUP_ADDED,
    GROUP_RENAMED,
    GROUP_REMOVED,
    GROUP_JOINED,
    GROUP_LEFT,
    DELEGATION_MADE,
    DELEGATION_BEGUN,
    DELEGATION_ENDED,
    PUSH_KEY_CREATED,
    PUSH_KEY_REVOKED,
    SOURCE_CREATED,
    SOURCE_CHANGED,
    SOURCE_REMOVED,
    SOURCE_READ,
    SOURCE_ASKED,
    SOURCE_STOPPED,
    DELIVERY_RECEIVED,
    DELIVERY_LANDED,
    DELIVERY_UNCHANGED,
    DELIVERY_REFUSED,
    DELIVERY_CANCELLED,
    DELIVERY_HELD,
    DELIVERY_TAKEN,
    DELIVERY_LEFT,
    LOOKED_AS,
    DATASET_DESCRIBED,
    FIELD_RENAMED,
    DATASET_PUBLISHED,
    DATASET_WITHDRAWN,
    DATASET_DELETED,
    DATASET_RESTORED,
    DATASET_ERASED,
    CALLS_LIMITED,
    DATA_READ,
    /// Of a long answer, how much of it was read in all.
    DATA_READ_TO_THE_END,
    ACT_REFUSED,
    LEVEL_SET,
    RULE_MADE,
    RULE_ENDED,
    AGREEMENT_ASKED,
    AGREEMENT_SAID,
    AGREEMENT_PROPOSED,
    AGREEMENT_ADVISED,
    AGREEMENT_APPROVED,
    AGREEMENT_REFUSED,
    AGREEMENT_WITHDRAWN,
    AGREEMENT_SIGNED,
    AGREEMENT_TERMINATED,
    ATTACHMENT_ADDED,
    ATTACHMENT_RETITLED,
    ATTACHMENT_REMOVED,
    PORTAL_SET_UP,
    PERSONAL_DATA_ERASED;

    /// The name in the database, in addresses and in words.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> find(String apiName) {
        return Arrays.stream(values())
                .filter(kind -> kind.apiName().equals(apiName))
                .findFirst();
    }
}
