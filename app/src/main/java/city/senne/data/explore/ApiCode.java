package city.senne.data.explore;

import city.senne.platform.web.PageAddress.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/// A few lines of a program that ask the API a question and show its answer.
///
/// @param name of the language or tool
public record ApiCode(String name, String code) {

    /// @param address of the API, without a query
    static List<ApiCode> of(String address, List<Parameter> question) {
        return List.of(
                new ApiCode("curl", curl(address, question)),
                new ApiCode("JavaScript", javaScript(address, question)),
                new ApiCode("Python", python(address, question)),
                new ApiCode("R", r(address, question)));
    }

    private static String curl(String address, List<Parameter> question) {
        return "curl --get " + inShell(address) + lines(question, " \\\n  --data-urlencode ", "", false);
    }

    private static String javaScript(String address, List<Parameter> question) {
        return """
                const question = new URLSearchParams({%s
                });
                const answer = await fetch(%s + question);
                const { results, message } = await answer.json();
                if (!answer.ok) throw new Error(message);
                console.table(results);
                """.formatted(lines(question, "\n  ", ": ", true), quoted(address + "?"));
    }

    private static String python(String address, List<Parameter> question) {
        String entries = question.stream()
                .map(each -> "\n        " + quoted(each.name()) + ": " + quoted(each.value()) + ",")
                .collect(Collectors.joining());
        return """
                import pandas
                import requests

                answer = requests.get(
                    %s,
                    params={%s
                    },
                    timeout=60,
                )
                answer.raise_for_status()
                rows = pandas.json_normalize(answer.json()["results"])
                print(rows)
                """.formatted(quoted(address), entries);
    }

    private static String r(String address, List<Parameter> question) {
        String entries = lines(question, "\n  ", " = ", true);
        return """
                library(jsonlite)

                question <- c(%s
                )
                values <- vapply(question, URLencode, "", reserved = TRUE)
                answer <- fromJSON(paste0(%s, paste0(names(question), "=", values, collapse = "&")))
                print(answer$results)
                """.formatted(entries.substring(0, entries.length() - 1), quoted(address + "?"));
    }

    /// The parameters one below the other: quoted, with a comma behind, or as one word of a shell.
    private static String lines(List<Parameter> question, String start, String between, boolean quoted) {
        return question.stream()
                .map(each -> start
                        + (quoted
                                ? each.name() + between + quoted(each.value()) + ","
                                : inShell(each.name() + "=" + each.value())))
                .collect(Collectors.joining());
    }

    /// Between single quotes nothing has a meaning but their end.
    private static String inShell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// JavaScript, Python and R read these alike.
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(character)) quoted.append("\\u%04x".formatted(character));
                    else quoted.append((char) character);
                }
            }
        });
        return quoted.append('"').toString();
    }
}
