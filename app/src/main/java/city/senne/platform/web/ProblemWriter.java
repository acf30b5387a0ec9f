package city.senne.platform.web;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.LanguageChoice;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.store.PublicAddress;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The one place that tells somebody that a request failed, whoever noticed it.
@Component
public class ProblemWriter {
    private final PageWriter pages;
    private final Vocabulary vocabulary;
    private final LanguageChoice languageChoice;
    private final List<ProblemShape> shapes;
    private final JsonMapper json;
    private final TemplateEngine templates;
    private final Assets assets;
    private final boolean isHttps;

    ProblemWriter(
            PageWriter pages,
            Vocabulary vocabulary,
            LanguageChoice languageChoice,
            List<ProblemShape> shapes,
            JsonMapper json,
            TemplateEngine templates,
            Assets assets,
            PublicAddress publicAddress) {
        this.pages = pages;
        this.vocabulary = vocabulary;
        this.languageChoice = languageChoice;
        this.shapes = shapes;
        this.json = json;
        this.templates = templates;
        this.assets = assets;
        this.isHttps = publicAddress
                .find()
                .filter(address -> address.getScheme().equals("https"))
                .isPresent();
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (problem.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, String.valueOf(problem.arguments()[0]));
        }
        if (isForBrowser(request)) {
            writePage(problem, request, response);
        } else {
            writeJson(problem, request, response);
        }
    }

    /// For a request so malformed that nothing of it can be relied upon: a page in all languages, or JSON.
    void writeSmall(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Too early for the valve that knows the public address to have seen the request.
        ResponseHeaders.protect(response, request.isSecure() || isHttps);
        if (!isForBrowser(request)) {
            writeJson(problem, request, response);
            return;
        }
        Map<Language, Words> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) all.put(language, vocabulary.in(language));
        Map<String, Object> values = new HashMap<>();
        values.put("all", all);
        values.put("style", assets.address("style.css"));
        values.put("status", String.valueOf(problem.status().value()));
        values.put("happened", "problem." + problem.code());
        values.put("arguments", problem.arguments());
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(Page.of(ProblemWriter.class, "refused").path(), values, output);
        response.setStatus(problem.status().value());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    private void writePage(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // A key that is wrong would be wrong on the sign-in page as well.
        if (problem.code().equals("sign-in-needed") && request.getMethod().equals("GET")) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            String next = URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
            pages.write(Page.redirect("/sign-in?next=" + next), request, response);
            return;
        }
        Words words = vocabulary.in(languageChoice.of(request));
        pages.write(
                Page.of(ProblemWriter.class, "problem")
                        .with("status", problem.status().value())
                        .with("happened", happened(problem, words))
                        .with("hint", hint(problem, words))
                        .status(problem.status()),
                request,
                response);
    }

    private void writeJson(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Words words = vocabulary.in(languageChoice.of(request));
        response.setStatus(problem.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Apikey");
        }
        for (ProblemShape shape : shapes) {
            if (shape.shapes(request)) {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                json.writeValue(response.getOutputStream(), shape.json(problem, words));
                return;
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.status().getReasonPhrase());
        body.put("status", problem.status().value());
        body.put("detail", happened(problem, words));
        body.put("hint", hint(problem, words));
        body.put("code", problem.code());
        body.put("instance", askedPath(request));
        body.putAll(problem.members());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, words.language().tag());
        json.writeValue(response.getOutputStream(), body);
    }

    private static String happened(Problem problem, Words words) {
        return words.of("problem." + problem.code(), problem.arguments());
    }

    private static String hint(Problem problem, Words words) {
        return words.of("problem." + problem.code() + ".hint", problem.arguments());
    }

    /// Empty when the address was so malformed that nobody knows.
    private static String askedPath(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String uri ? uri : Objects.requireNonNullElse(request.getRequestURI(), "");
    }

    private static boolean isForBrowser(HttpServletRequest request) {
        String path = askedPath(request);
        if (path.startsWith("/api/") || path.equals("/mcp")) return false;
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        // Mostly asked by programs that take anything.
        if (path.startsWith("/ogc/")) return accepted != null && accepted.contains("text/html");
        return accepted == null || accepted.contains("text/html") || !accepted.contains("json");
    }
}
