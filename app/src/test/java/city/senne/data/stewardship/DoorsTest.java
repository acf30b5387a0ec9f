package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Knocks at every door that the program has, as strangers and as programs of others, about a dataset that is hidden
/// from them. `docs/reference/doors.md` is what they got; `-Dgolden=write` renews it, and every change of it is to be
/// judged by a reader: a new door stands there before it is used.
@OpenHouse
class DoorsTest extends Houses {
    private static final Path PAGE = Path.of("../docs/reference/doors.md");
    private static final String TABLE = "<!-- From here on written by DoorsTest; do not edit. -->\n";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /// What stands for the variables of addresses: things of the hidden dataset where they have names, else what nobody
    /// has.
    private String address(String pattern, String dataset) {
        String id = pattern.startsWith("/people/")
                ? NOBODY
                : pattern.startsWith("/organisations/") ? "partner-" + number : dataset;
        String path = pattern.replaceAll("\\{dataset}|\\{id}", id)
                .replaceAll("\\{(version|number):[^}]*}+", "1")
                .replaceAll("\\{z}|\\{x}|\\{y}", "0")
                .replaceAll("\\{column}", "owner")
                .replaceAll("\\{record}", "1")
                .replaceAll("\\{tag}", "en")
                .replaceAll("\\{name}", "csv")
                .replaceAll("\\{type}", "geo")
                .replaceAll("\\{file:\\[0-9]\\{1,4}}", "1")
                .replaceAll("\\{(rule|chart|attachment|key|person|session)}", NOBODY)
                .replaceAll("\\{light:[^{]*\\{6}}", "0b3c5d")
                .replaceAll("\\{dark:[^{]*\\{6}}", "0b3c5d")
                .replaceAll("\\{\\w+:[^{]*\\{32}}", "0".repeat(32))
                .replaceAll("\\{\\*?\\w+}", "x");
        if (path.matches("/api/(3/)?action/(package_show|datastore_search|datastore_info)")) {
            return path + "?id=" + dataset;
        }
        return path.startsWith("/api/records/") ? path + "?dataset=" + dataset : path;
    }

    private SortedMap<String, Set<RequestMethod>> doors() {
        SortedMap<String, Set<RequestMethod>> doors = new TreeMap<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (!method.getBeanType().getPackageName().startsWith("city.senne")) return;
            for (String pattern : mapping.getPatternValues()) {
                Set<RequestMethod> methods = doors.computeIfAbsent(pattern, _ -> new TreeSet<>());
                if (mapping.getMethodsCondition().getMethods().isEmpty()) methods.add(RequestMethod.GET);
                else methods.addAll(mapping.getMethodsCondition().getMethods());
            }
        });
        return doors;
    }

    private int knock(Steward who, RequestMethod method, String pattern) throws Exception {
        String path = address(pattern, closed);
        boolean isPage = !path.startsWith("/api/") && !path.matches("/ogc/.*|/places|/robots.txt|.*/progress");
        var answer = method != RequestMethod.GET ? who.post(path, Map.of()) : isPage ? who.get(path) : who.ask(path);
        assertThat(answer.statusCode()).as(method + " " + path + answer.body()).isLessThan(500);
        // The tokens of forms and the ids of resources are letters and digits by chance, and may be these.
        String said = answer.body()
                .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "");
        assertThat(said).as(method + " " + path).doesNotContain("Anna", "9000", "Rue du Puits");
        says_what_it_is(method + " " + path, answer);
        return answer.statusCode();
    }

    private static void says_what_it_is(String door, HttpResponse<String> answer) {
        if (answer.body().isEmpty()) return;
        assertThat(answer.headers().firstValue("Content-Type")).as(door).hasValueSatisfying(type -> {
            // What ends in +xml says it in its first line.
            if (type.startsWith("text/") || type.contains("/xml"))
                assertThat(type).containsIgnoringCase("charset=utf-8");
        });
    }

    @Test
    void nobody_gets_behind_a_door_that_is_not_hers(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        level("hidden");
        shared();
        Map<String, Steward> knockers = new LinkedHashMap<>();
        knockers.put("stranger", stranger);
        knockers.put("other organisation", other);
        knockers.put("partner with a rule", partner);
        knockers.put("key for another dataset", limited(open, Scope.Verb.values()));
        StringBuilder table = new StringBuilder("\n| | door | ")
                .append(String.join(" | ", knockers.keySet()))
                .append(" |\n|---|---|")
                .append("---|".repeat(knockers.size()))
                .append("\n");
        for (var door : doors().entrySet()) {
            for (RequestMethod method : door.getValue()) {
                Map<String, Integer> got = new LinkedHashMap<>();
                for (var knocker : knockers.entrySet()) {
                    got.put(knocker.getKey(), knock(knocker.getValue(), method, door.getKey()));
                }
                table.append("| %s | `%s` | %s |%n"
                        .formatted(
                                method,
                                door.getKey().replace("|", "\\|"),
                                got.values().stream().map(String::valueOf).collect(Collectors.joining(" | "))));
            }
        }
        String byHand = Files.readString(PAGE);
        byHand = byHand.substring(0, byHand.indexOf(TABLE) + TABLE.length());
        String written = byHand + table;
        if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, written);
        assertThat(PAGE).hasContent(written);
    }

    /// The key is an administrator's, and the other dataset is open to everybody: its scope alone stands in between.
    @Test
    void a_key_for_one_dataset_opens_no_door_of_another(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        Steward elsewhere = limited(closed, Scope.Verb.values());
        for (var door : doors().entrySet()) {
            String path = address(door.getKey(), open);
            if (!path.contains(open)) continue;
            for (RequestMethod method : door.getValue()) {
                var answer = method == RequestMethod.GET ? elsewhere.ask(path) : elsewhere.post(path, Map.of());
                assertThat(answer.statusCode()).as(method + " " + path).isBetween(400, 499);
                assertThat(answer.body()).as(method + " " + path).doesNotContain("Rue de l’Iris");
            }
        }
    }
}
