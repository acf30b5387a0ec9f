package city.senne.platform.web;

import city.senne.platform.i18n.Words;
import jakarta.servlet.http.HttpServletRequest;

/// What the frame of a page needs to know of the person who reads it. Identity says who she is.
///
/// @param name empty for somebody who has not signed in
/// @param isAuditor whether she reads a part of the journal
/// @param isPublisher whether she delivers data for an organisation
public record Visitor(String name, boolean isAdministrator, boolean isAuditor, boolean isPublisher) {
    public static final Visitor UNKNOWN = new Visitor("", false, false, false);

    /// A name that was kept as the reader's language says it: those that Senne itself gives are words, not names.
    public static String called(String name, Words words) {
        return switch (name) {
            case "Administrator" -> words.of("web.visitor.administrator");
            case "operator" -> words.of("web.visitor.operator");
            default -> name;
        };
    }

    /// Whether she is offered to publish.
    public boolean preparesData() {
        return isAdministrator || isPublisher;
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }

    /// Knows the visitor behind a request.
    public interface Book {
        Visitor visitor(HttpServletRequest request);
    }
}
