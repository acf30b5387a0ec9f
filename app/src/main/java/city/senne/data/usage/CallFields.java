package city.senne.data.usage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Which fields a call named, so that it can be told who still uses a name. A door notes them before it answers.
public final class CallFields {
    private static final String ATTRIBUTE = CallFields.class.getName();

    /// More in one call would be somebody's attempt at filling the counts.
    private static final int MOST = 100;

    private CallFields() {}

    /// @param names as they were asked for, each of a field that there is
    public static void note(HttpServletRequest request, Collection<String> names) {
        Set<String> all = new TreeSet<>(of(request));
        names.stream().limit(MOST).forEach(all::add);
        request.setAttribute(ATTRIBUTE, all);
    }

    @SuppressWarnings("unchecked")
    static Set<String> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Set<?> names ? (Set<String>) names : Set.of();
    }
}
