package city.senne.data.mcp;

import city.senne.platform.i18n.Language;
import city.senne.platform.web.AskedAddress;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/// Who asks, in which language, and through which request.
record Asking(Viewer viewer, Locale language, HttpServletRequest request, HttpServletResponse response) {
    /// Where the portal is, without a slash at its end.
    String origin() {
        return AskedAddress.origin(request);
    }

    /// The same with the purpose and the language that the arguments say. Throws ToolRefused where a purpose was said
    /// already, by the key or the request, and it is another one; Problem for what is no purpose.
    Asking as(Arguments arguments) {
        Locale spoken = arguments
                .find("language")
                .flatMap(Language::find)
                .map(found -> Locale.of(found.tag()))
                .orElse(language);
        return new Asking(saying(arguments.find("purpose").orElse("")), spoken, request, response);
    }

    private Viewer saying(String said) {
        Purpose purpose = Purpose.read(said);
        Purpose before = viewer.purpose();
        if (!purpose.isSaid()) return viewer;
        if (!before.isSaid()) return viewer.saying(purpose);
        if (purpose.is(before.text())) return viewer;
        throw new ToolRefused(
                "The key, or the request's Senne-Purpose, says another purpose already: “%s”. Leave purpose out."
                        .formatted(before.text()));
    }
}
