package city.senne.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/// What the frame of a page needs to know of the person who reads it. Identity says who she is.
///
/// @param name empty for somebody who has not signed in
public record Visitor(String name, boolean isAdministrator) {
    public static final Visitor UNKNOWN = new Visitor("", false);

    public boolean isSignedIn() {
        return !name.isEmpty();
    }

    /// Knows the visitor behind a request.
    public interface Book {
        Visitor visitor(HttpServletRequest request);
    }
}
