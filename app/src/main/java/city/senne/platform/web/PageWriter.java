package city.senne.platform.web;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.LanguageChoice;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Portal;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Writes a page: fills the frame, renders the template whole, then sends it.
@Component
public class PageWriter {
    private final TemplateEngine templates;
    private final Vocabulary vocabulary;
    private final LanguageChoice languageChoice;
    private final Assets assets;
    private final ObjectProvider<Visitor.Book> visitors;
    private final List<MenuEntry> menu;
    private final CurrentPortal portal;

    PageWriter(
            TemplateEngine templates,
            Vocabulary vocabulary,
            LanguageChoice languageChoice,
            Assets assets,
            ObjectProvider<Visitor.Book> visitors,
            List<MenuEntry> menu,
            CurrentPortal portal) {
        this.templates = templates;
        this.vocabulary = vocabulary;
        this.languageChoice = languageChoice;
        this.assets = assets;
        this.visitors = visitors;
        this.menu = menu.stream().sorted(Comparator.comparing(MenuEntry::order)).toList();
        this.portal = portal;
    }

    public void write(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (page) {
            case Page.Redirect redirect -> {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + redirect.path());
            }
            case Page.Template template -> {
                Frame frame = frame(request);
                Map<String, Object> values = new HashMap<>(template.values());
                values.put("frame", frame);
                values.put("words", vocabulary.in(frame.language()));
                Utf8ByteOutput output = new Utf8ByteOutput();
                templates.render(template.path(), values, output);
                response.setStatus(template.status().value());
                response.setContentType("text/html;charset=UTF-8");
                response.setHeader(
                        HttpHeaders.CONTENT_LANGUAGE, frame.language().tag());
                response.addHeader(HttpHeaders.VARY, "Accept-Language, Cookie");
                response.setHeader(HttpHeaders.CACHE_CONTROL, kept(frame));
                response.setContentLength(output.getContentLength());
                output.writeTo(response.getOutputStream());
            }
        }
    }

    /// What somebody sees who has signed in is hers alone, and what stands behind a secret address is its holder's:
    /// no browser keeps it for the next who sits there.
    private static String kept(Frame frame) {
        boolean isHers = frame.visitor().isSignedIn() || frame.path().startsWith("/sign-in/");
        return isHers ? "private, no-store" : "private, no-cache";
    }

    private Frame frame(HttpServletRequest request) {
        Language language = languageChoice.of(request);
        Visitor.Book book = visitors.getIfAvailable();
        Visitor visitor = book == null ? Visitor.UNKNOWN : book.visitor(request);
        Portal now = portal.portal();
        return new Frame(
                now.name(language),
                now,
                language,
                askedPath(request),
                request.getQueryString() == null ? "" : request.getQueryString(),
                AskedAddress.origin(request),
                visitor,
                menu.stream().filter(entry -> entry.shownTo().test(visitor)).toList(),
                csrfToken(request),
                assets);
    }

    private static String askedPath(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    private static Supplier<String> csrfToken(HttpServletRequest request) {
        return () -> request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
