package city.senne.trust.access;

import java.util.Locale;

/// Yes or no, never without a reason.
public sealed interface Verdict {
    Reason reason();

    record Yes(Reason reason) implements Verdict {}

    record No(Reason reason) implements Verdict {}

    /// Each has its sentence in the module's messages, under `access.reason.<name>`.
    enum Reason {
        OPEN_DATA,
        SIGNED_IN,
        /// A rule lets the viewer in.
        PERMITTED,
        /// The viewer works for the organisation whose dataset it is.
        OWN_DATASET,
        ADMINISTRATOR,
        /// A rule keeps the viewer out.
        DENIED,
        /// No rule lets the viewer in.
        RESTRICTED,
        /// Rules let the viewer in for what she does not say that she reads.
        PURPOSE_NEEDED,
        /// What says what exists says no more: the viewer knows of the dataset, and does not see its data.
        KNOWN,
        PUSH_KEY,
        OTHER_PUSH_KEY,
        /// The key was limited to other datasets, or to other acts.
        OUTSIDE_SCOPE,
        SIGN_IN_NEEDED,
        ADMINISTRATORS_ONLY,
        DELETED;

        /// The name in the journal.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
