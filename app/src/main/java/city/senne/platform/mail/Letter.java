package city.senne.platform.mail;

/// What is written to somebody.
///
/// @param to one address
/// @param text plain, lines ended by `\n`
public record Letter(String to, String subject, String text) {
    /// What it says may be a secret.
    @Override
    public String toString() {
        return "Letter";
    }
}
