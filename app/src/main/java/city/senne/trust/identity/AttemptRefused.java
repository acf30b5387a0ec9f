package city.senne.trust.identity;

/// Somebody tried what is not let through: by mistake, or to get round what protects others.
///
/// @param by as whom she was known at that moment
/// @param address of the caller
public record AttemptRefused(Viewer by, Why why, String address) {
    /// What was wrong.
    public enum Why {
        /// A form came without its token.
        FORM,
        /// A key or token that nobody has.
        KEY,
        /// The password was asked again, and was wrong.
        PASSWORD,
        /// A passkey was to tell that it is she, and did not.
        PASSKEY,
        /// So many attempts that no more are taken for now.
        LIMIT
    }
}
