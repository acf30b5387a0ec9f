package city.senne.data.explore.api;

import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Question;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameters of a request. What is wrong is refused; what is unknown is ignored, as clients expect.
///
/// @param values in the order of their names, each name's values in the order of the request
record Parameters(Map<String, List<String>> values) {
    private static final List<String> LANGUAGES =
            List.of("en", "fr", "nl", "pt", "it", "ar", "de", "es", "ca", "eu", "sv");
    /// What says who asks, and not what.
    static final Set<String> OF_THE_CALLER = Set.of("apikey", "purpose");

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern RANDOM = Pattern.compile("(?i)\\brandom\\s*\\(");

    private static final int MAX_OFFSET_AND_LIMIT = 10_000;
    private static final int MAX_GROUPS = 20_000;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_WALKED = 1_000;
    private static final int USUAL_LIMIT = 10;
    private static final int USUAL_GROUPS = 100;

    static Parameters of(HttpServletRequest request) {
        Map<String, List<String>> values = new TreeMap<>();
        try {
            request.getParameterMap().forEach((name, given) -> values.put(name, List.copyOf(Arrays.asList(given))));
        } catch (IllegalStateException undecodable) {
            throw Refusal.parameter("The parameters of the request cannot be decoded.");
        }
        return new Parameters(values);
    }

    /// The same with these values of one parameter.
    Parameters with(String name, List<String> newValues) {
        Map<String, List<String>> changed = new TreeMap<>(values);
        changed.put(name, List.copyOf(newValues));
        return new Parameters(changed);
    }

    /// The same with parameters of other names under those that mean the same here, unless these are given
    /// too.
    ///
    /// @param names old to new
    Parameters renamed(Map<String, String> names) {
        Map<String, List<String>> changed = new TreeMap<>(values);
        names.forEach((old, name) -> {
            List<String> given = changed.remove(old);
            if (given != null) changed.putIfAbsent(name, given);
        });
        return new Parameters(changed);
    }

    /// Null when it is missing or blank.
    @Nullable
    String text(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() || given.getFirst().isBlank() ? null : given.getFirst();
    }

    /// As it came: a blank or a tab may be meant.
    String raw(String name, String usual) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() || given.getFirst().isEmpty() ? usual : given.getFirst();
    }

    List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    boolean flag(String name, boolean usual) {
        String text = text(name);
        if (text == null) return usual;
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw Refusal.parameter(name, text, "true or false");
        };
    }

    Locale lang() {
        String text = text("lang");
        if (text == null) return Locale.FRENCH;
        String language = text.strip().toLowerCase(Locale.ROOT);
        if (!LANGUAGES.contains(language)) {
            throw Refusal.parameter("lang", text, "one of " + String.join(", ", LANGUAGES));
        }
        return Locale.of(language);
    }

    ZoneId timezone() {
        String text = text("timezone");
        if (text == null) return ZoneOffset.UTC;
        try {
            ZoneId zone = ZoneId.of(text.strip());
            return zone.normalized() instanceof ZoneOffset offset && offset.equals(ZoneOffset.UTC)
                    ? ZoneOffset.UTC
                    : zone;
        } catch (DateTimeException unknown) {
            throw Refusal.parameter("timezone", text, "the name of a time zone such as Europe/Brussels");
        }
    }

    List<FacetRequest> facets() {
        return texts("facet").stream().map(FacetRequest::read).toList();
    }

    /// A page of records that goes on behind the one before it.
    Question walkedPage() {
        if (text("offset") != null) {
            throw Refusal.parameter("A cursor tells where the page begins: it goes without offset.");
        }
        long limit = whole("limit", USUAL_LIMIT);
        if (limit < 1 || limit > MAX_WALKED) {
            throw Refusal.parameter("limit", Long.toString(limit), "1 <= limit <= " + MAX_WALKED);
        }
        return question().page((int) limit, 0);
    }

    /// A page of anything else.
    Question page(int usual, int largest) {
        long offset = offset();
        long limit = whole("limit", usual);
        if (limit < 0 || limit > largest) {
            throw Refusal.parameter("limit", Long.toString(limit), "0 <= limit <= " + largest);
        }
        if (offset > Integer.MAX_VALUE) throw Refusal.parameter("offset", Long.toString(offset), "a smaller one");
        return question().page((int) limit, (int) offset);
    }

    /// A page of records or of groups.
    Question page() {
        boolean grouped = text("group_by") != null;
        int largest = grouped ? MAX_GROUPS : MAX_LIMIT;
        int window = window();
        long offset = offset();
        long limit = whole("limit", grouped ? USUAL_GROUPS : USUAL_LIMIT);
        if (limit < -1 || limit > largest) {
            throw Refusal.parameter("limit", Long.toString(limit), "-1 <= limit <= " + largest);
        }
        if (limit == -1) limit = Math.clamp(window - offset, 0, largest);
        if (offset + limit > window) {
            throw Refusal.parameter("sum of offset + limit", Long.toString(offset + limit), "<= " + window);
        }
        return question().page((int) limit, (int) offset);
    }

    /// How far offset and limit reach together.
    int window() {
        return text("group_by") == null ? MAX_OFFSET_AND_LIMIT : MAX_GROUPS;
    }

    /// All that is asked for, from the first row on.
    Question export() {
        return exportFrom(0);
    }

    /// The same for the catalogue, of which a part can be asked for.
    Question catalogExport() {
        long offset = offset();
        if (offset > Integer.MAX_VALUE) {
            throw Refusal.parameter("offset", Long.toString(offset), "offset <= " + Integer.MAX_VALUE);
        }
        return exportFrom((int) offset);
    }

    private Question exportFrom(int offset) {
        long limit = whole("limit", -1);
        if (limit < -1 || limit > Integer.MAX_VALUE) {
            throw Refusal.parameter("limit", Long.toString(limit), "-1 <= limit <= " + Integer.MAX_VALUE);
        }
        return question().page(limit == -1 ? null : (int) limit, offset);
    }

    /// The clauses, without a page.
    Question question() {
        return new Question(
                        text("select"),
                        texts("where"),
                        text("group_by"),
                        text("order_by"),
                        texts("refine"),
                        texts("exclude"),
                        null,
                        0,
                        lang(),
                        timezone())
                .having(text("having"))
                .limitPer(text("limit_per"))
                .join(text("join"), text("as_of"));
    }

    private long offset() {
        long offset = whole("offset", 0);
        if (offset < 0) throw Refusal.parameter("offset", Long.toString(offset), "offset >= 0");
        return offset;
    }

    long whole(String name, long usual) {
        String text = text(name);
        if (text == null) return usual;
        if (!WHOLE.matcher(text.strip()).matches()) throw Refusal.parameter(name, text, "a whole number");
        return Long.parseLong(text.strip());
    }

    /// Whether chance is part of the question.
    boolean areRandom() {
        return values.values().stream()
                .flatMap(List::stream)
                .anyMatch(text -> RANDOM.matcher(text).find());
    }

    /// What distinguishes this question from another one to the same address: everything but the caller's
    /// key and purpose, which say who asks. A name, then its values, for each parameter.
    List<List<String>> identity() {
        return values.entrySet().stream()
                .filter(entry -> !OF_THE_CALLER.contains(entry.getKey()))
                .map(entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                        .toList())
                .toList();
    }
}
