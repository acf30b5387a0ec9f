package city.senne.platform.web;

import city.senne.platform.store.Outage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;

/// What stops a request, said so that a person can go on: what happened, and what to do next. A browser gets a
/// page in its language, a program the JSON of RFC 9457 with `code` and `hint`.
///
/// The words are `problem.<code>` and `problem.<code>.hint` in the messages of the module that throws it; both may
/// name the arguments.
public final class Problem extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient Map<String, Object> members;

    public Problem(HttpStatus status, String code, Object... arguments) {
        this(status, code, List.of(arguments), Map.of());
    }

    private Problem(HttpStatus status, String code, List<Object> arguments, Map<String, Object> members) {
        super(code + " " + arguments);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
        this.members = members;
    }

    /// The same with something more for programs, under a name of its own in the JSON.
    public Problem telling(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(members);
        more.put(name, value);
        return new Problem(status, code, arguments, more);
    }

    /// Nothing is at this address, or nothing that this visitor may know of.
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found");
    }

    public static Problem notFound(String code, Object... arguments) {
        return new Problem(HttpStatus.NOT_FOUND, code, arguments);
    }

    /// The request cannot be understood.
    public static Problem invalid(String code, Object... arguments) {
        return new Problem(HttpStatus.BAD_REQUEST, code, arguments);
    }

    /// Somebody whom we know may not do this.
    public static Problem forbidden(String code, Object... arguments) {
        return new Problem(HttpStatus.FORBIDDEN, code, arguments);
    }

    /// First say who you are: a browser is shown the sign-in page, and comes back here.
    public static Problem signInNeeded() {
        return new Problem(HttpStatus.UNAUTHORIZED, "sign-in-needed");
    }

    /// The address exists, and answers other methods.
    public static Problem methodNotAllowed(Collection<String> answered) {
        Set<String> methods = new TreeSet<>(answered);
        if (methods.contains("GET")) methods.add("HEAD");
        methods.add("OPTIONS");
        return new Problem(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", String.join(", ", methods));
    }

    /// What we need from outside is away for a while; the same may be asked again later.
    public static Problem hindered(Outage outage) {
        return switch (outage) {
            case DISK_FULL -> new Problem(HttpStatus.INSUFFICIENT_STORAGE, "disk-full");
            case DATABASE_AWAY -> new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        };
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// What programs are told beside the words.
    public Map<String, Object> members() {
        return Map.copyOf(members);
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
