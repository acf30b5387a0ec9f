package city.senne.trust.door;

import city.senne.platform.store.Outage;
import city.senne.platform.web.AnsweredMethods;
import city.senne.platform.web.CallerAddress;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.PushKeys;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who is asking: by an API key (`Authorization: Apikey …` or `?apikey=…`), by the operator's token, else by
/// the session. A key or token that is wrong ends the request; it never falls back to the session. Where assistants
/// ask there is no session: what a browser sends along by itself opens nothing there.
///
/// What changes something is refused here to those whom we do not know, before any of its body is read.
class KnowViewer extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String SIGN_IN = "/sign-in";
    private static final String PROGRAMS = "/api/";
    private static final String PUSH = "/api/push/";
    /// Their clients ask questions with POST, and nothing there changes anything.
    private static final List<String> ASKED_BY_POST = List.of("/api/3/action/", "/api/action/");
    /// All of it is asked by POST, under this one address.
    private static final String ASSISTANTS = "/mcp";

    private final ApiKeys keys;
    private final PushKeys pushKeys;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Predicate<String> operatorToken;
    private final AnsweredMethods answeredMethods;
    private final ProblemWriter problems;
    private final ApplicationEventPublisher events;

    KnowViewer(
            ApiKeys keys,
            PushKeys pushKeys,
            Sessions sessions,
            Attempts attempts,
            Predicate<String> operatorToken,
            AnsweredMethods answeredMethods,
            ProblemWriter problems,
            ApplicationEventPublisher events) {
        this.events = events;
        this.keys = keys;
        this.pushKeys = pushKeys;
        this.sessions = sessions;
        this.attempts = attempts;
        this.operatorToken = operatorToken;
        this.answeredMethods = answeredMethods;
        this.problems = problems;
    }

    /// What pages are made of is the same for everybody, and needs no database.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/") && !changesSomething(request);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean changes = request.getDispatcherType() == DispatcherType.REQUEST && changesSomething(request);
        Viewer viewer;
        try {
            if (changes) answeredMethods.require(request);
            Purpose said = SaidPurpose.of(request);
            Viewer asking = viewer(request);
            SaidPurpose.requireHerOwn(asking, request);
            viewer = SaidPurpose.heard(asking, said);
        } catch (Problem problem) {
            problems.write(problem, request, response);
            return;
        } catch (DataAccessException | TransactionException failure) {
            problems.write(Problem.hindered(Outage.in(failure).orElseThrow(() -> failure)), request, response);
            return;
        }
        if (viewer instanceof Viewer.Anonymous && changes && !signsIn(request)) {
            problems.write(Problem.signInNeeded(), request, response);
            return;
        }
        if (!(viewer instanceof Viewer.Anonymous)) {
            SecurityContextHolder.getContext().setAuthentication(new ViewerAuthentication(viewer));
        }
        chain.doFilter(request, response);
    }

    private Viewer viewer(HttpServletRequest request) {
        Optional<String> operator = credentials(request, "Operator").or(() -> credentials(request, "Bearer"));
        if (operator.isPresent()) {
            if (isLocal(request) && operatorToken.test(operator.get())) return new Viewer.Operator();
            tell(AttemptRefused.Why.KEY, request);
            throw new Problem(HttpStatus.UNAUTHORIZED, "token-unknown");
        }
        Optional<String> key = apiKey(request);
        if (key.isPresent()) {
            Optional<Viewer.Machine> machine = keys.findMachine(new Secret(key.get()));
            return machine.orElseThrow(() -> unknownKey(request, "key-unknown"));
        }
        Optional<String> pushKey = pushKey(request);
        if (pushKey.isPresent()) {
            return pushKeys.findPusher(new Secret(pushKey.get()))
                    .orElseThrow(() -> unknownKey(request, "push-key-unknown"));
        }
        if (request.getRequestURI().equals(ASSISTANTS)) return Viewer.ANONYMOUS;
        return sessions.find(request).map(Viewer.class::cast).orElse(Viewer.ANONYMOUS);
    }

    private Problem unknownKey(HttpServletRequest request, String code) {
        boolean isAllowed = attempts.allowFrom(CallerAddress.of(request));
        tell(isAllowed ? AttemptRefused.Why.KEY : AttemptRefused.Why.LIMIT, request);
        return isAllowed
                ? new Problem(HttpStatus.UNAUTHORIZED, code)
                : new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    private void tell(AttemptRefused.Why why, HttpServletRequest request) {
        events.publishEvent(new AttemptRefused(Viewer.ANONYMOUS, why, CallerAddress.of(request)));
    }

    /// True when a program asks at an address for programs, and says who it is. Forms bear their token whatever key
    /// stands beside them: another site can put one into the address to which it makes a browser send a form.
    static boolean isProgram(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PROGRAMS) && showsKey(request);
    }

    /// True for a question that is sent as the body of a POST. Its answer is for whoever sends it alone: another site
    /// that makes a browser send one learns nothing, so it bears no token.
    static boolean isQuestion(HttpServletRequest request) {
        // Both as it was written and as it is understood: no detour leads from here to another door.
        return request.getMethod().equals("POST")
                && isAskedByPost(request.getRequestURI())
                && isAskedByPost(request.getServletPath());
    }

    private static boolean isAskedByPost(String path) {
        return path.equals(ASSISTANTS) || ASKED_BY_POST.stream().anyMatch(path::startsWith);
    }

    private static boolean showsKey(HttpServletRequest request) {
        return apiKey(request).isPresent()
                || pushKey(request).isPresent()
                || credentials(request, "Operator").isPresent()
                || credentials(request, "Bearer").isPresent();
    }

    private static Optional<String> apiKey(HttpServletRequest request) {
        return credentials(request, "Apikey")
                .or(() -> inQuery(request, "apikey=").findFirst());
    }

    /// It opens one door only, and is looked for nowhere else.
    private static Optional<String> pushKey(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PUSH)
                ? inQuery(request, "pushkey=").findFirst()
                : Optional.empty();
    }

    private static Optional<String> credentials(HttpServletRequest request, String scheme) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) return Optional.empty();
        String start = scheme.toLowerCase(Locale.ROOT) + " ";
        return header.toLowerCase(Locale.ROOT).startsWith(start)
                ? Optional.of(header.substring(start.length()).strip())
                : Optional.empty();
    }

    /// From the query alone: asking for a parameter would read the body of a form.
    static Stream<String> inQuery(HttpServletRequest request, String start) {
        String query = request.getQueryString();
        if (query == null) return Stream.of();
        return Stream.of(query.split("&", -1))
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()));
    }

    private static boolean changesSomething(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && !isQuestion(request);
    }

    private static boolean signsIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(SIGN_IN) || path.startsWith(SIGN_IN + "/");
    }

    private static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
