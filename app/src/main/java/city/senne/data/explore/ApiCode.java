package city.senne.data.explore;

import city.senne.platform.web.PageAddress.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/// A few lines of a program that ask the API a question and show its answer.
///
/// @param name of the language or tool
public record ApiCode(String name, String code) {

    /// The variable of the environment from which they take the key, so that it stands in no program.
    public static final String KEY = "SENNE_KEY";

    /// @param address of the API, without a query
    /// @param withKey whether the question needs a key
    /// @param headers that go with it besides
    static List<ApiCode> of(String address, List<Parameter> question, boolean withKey, List<Parameter> headers) {
        return List.of(
                new ApiCode("curl", curl(address, question, withKey, headers)),
                new ApiCode("JavaScript", javaScript(address, question, withKey, headers)),
                new ApiCode("Python", python(address, question, withKey, headers)),
                new ApiCode("R", r(address, question, withKey, headers)));
    }

    private static String curl(String address, List<Parameter> question, boolean withKey, List<Parameter> headers) {
        String key = withKey ? " \\\n  --header \"Authorization: Apikey $" + KEY + "\"" : "";
        String others = headers.stream()
                .map(each -> " \\\n  --header " + inShell(each.name() + ": " + each.value()))
                .collect(Collectors.joining());
        return "curl --get " + inShell(address) + key + others + lines(question, " \\\n  --data-urlencode ", "", false);
    }

    /// The headers as entries of a literal: `"Authorization": "Apikey " + …,`.
    private static String entries(boolean withKey, List<Parameter> headers, String start, String key, String between) {
        String authorization = withKey ? start + quoted("Authorization") + between + key + "," : "";
        return authorization
                + headers.stream()
                        .map(each -> start + quoted(each.name()) + between + quoted(each.value()) + ",")
                        .collect(Collectors.joining());
    }

    private static String javaScript(
            String address, List<Parameter> question, boolean withKey, List<Parameter> headers) {
        String sent = entries(withKey, headers, "\n  ", "\"Apikey \" + process.env." + KEY, ": ");
        return """
                const question = new URLSearchParams({%s
                });
                const answer = await fetch(%s + question%s);
                const { results, message } = await answer.json();
                if (!answer.ok) throw new Error(message);
                console.table(results);
                """.formatted(
                        lines(question, "\n  ", ": ", true),
                        quoted(address + "?"),
                        sent.isEmpty() ? "" : ", { headers: {" + sent + "\n} }");
    }

    private static String python(String address, List<Parameter> question, boolean withKey, List<Parameter> headers) {
        String sent = entries(withKey, headers, "\n        ", "\"Apikey \" + os.environ[\"" + KEY + "\"]", ": ");
        String entries = question.stream()
                .map(each -> "\n        " + quoted(each.name()) + ": " + quoted(each.value()) + ",")
                .collect(Collectors.joining());
        return (withKey ? "import os\n\n" : "")
                + """
                import pandas
                import requests

                answer = requests.get(
                    %s,
                    params={%s
                    },%s
                    timeout=60,
                )
                answer.raise_for_status()
                rows = pandas.json_normalize(answer.json()["results"])
                print(rows)
                """.formatted(quoted(address), entries, sent.isEmpty() ? "" : "\n    headers={" + sent + "\n    },");
    }

    private static String r(String address, List<Parameter> question, boolean withKey, List<Parameter> headers) {
        String sent = entries(withKey, headers, "\n  ", "paste(\"Apikey\", Sys.getenv(\"" + KEY + "\"))", " = ");
        String entries = lines(question, "\n  ", " = ", true);
        return """
                library(jsonlite)

                question <- c(%s
                )
                values <- vapply(question, URLencode, "", reserved = TRUE)
                address <- paste0(%s, paste0(names(question), "=", values, collapse = "&"))
                answer <- fromJSON(%s)
                print(answer$results)
                """.formatted(
                        entries.substring(0, entries.length() - 1),
                        quoted(address + "?"),
                        sent.isEmpty()
                                ? "address"
                                : "url(address, headers = c(" + sent.substring(0, sent.length() - 1) + "\n))");
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
