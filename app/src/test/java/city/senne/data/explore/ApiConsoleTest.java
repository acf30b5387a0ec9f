package city.senne.data.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The API tried on a page without scripts, and the programs that the page offers, run as they stand.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiConsoleTest {
    private static final Pattern CODE = Pattern.compile("<pre[^>]*aria-label=\"([^\"]+)\"><code>([^<]*)</code>");
    private static final String NAME = "Île d'\"or\" \\ $HOME";
    private static final String WHERE = "nom = 'Île d\\'\"or\" \\\\ $HOME'\nor\tnom like \"ça n'existe pas\"";

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @BeforeAll
    void publish(@TempDir Path files) throws IOException, InterruptedException {
        var text = new StringBuilder("nom;rive;longueur\n\"Île d'\"\"or\"\" \\ $HOME\";droite;7,5\n");
        for (int i = 1; i <= 30; i++) text.append("Pont %d;%s;%d\n".formatted(i, i % 3 == 0 ? "gauche" : "droite", i));
        publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(files.resolve("ponts-console.csv"), text),
                "id: ponts-console\ntitle: Ponts\n");
    }

    @Test
    void it_begins_with_some_rows() throws Exception {
        String page = console("");
        assertThat(page).contains("name=\"limit\" value=\"10\"").contains("<form class=\"console__form\"");
        assertThat(code(page, "Answer"))
                .contains("\"total_count\" : 31", NAME.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    @Test
    void it_answers_the_question_of_the_form_and_keeps_it_there() throws Exception {
        String page =
                console(asked("select", "rive, count(*) as n", "group_by", "rive", "order_by", "n desc", "limit", ""));
        assertThat(page).contains(">\nrive, count(*) as n</textarea>", "name=\"group_by\" value=\"rive\"");
        assertThat(code(page, "Answer").replaceAll("\\s", ""))
                .contains("{\"rive\":\"droite\",\"n\":21},{\"rive\":\"gauche\",\"n\":10}");
        assertThat(page).contains("href=\"/api/explore/v2.1/catalog/datasets/ponts-console/records?select=rive");
    }

    @Test
    void what_the_api_refuses_is_said_in_place() throws Exception {
        HttpResponse<String> page = get("/datasets/ponts-console/api?" + asked("where", "profondeur > 3"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(">\nprofondeur &gt; 3</textarea>", "400");
        assertThat(code(page.body(), "Answer")).contains("\"error_code\" : \"ODSQLError\"", "profondeur");
        assertThat(code(console(asked("limit", "many")), "Answer")).contains("InvalidRESTParameterError");
        assertThat(code(console(asked("limit", "5000")), "Answer")).contains("InvalidRESTParameterError");
    }

    @ParameterizedTest
    @CsvSource({"fr, Poser la question", "nl, De vraag stellen", "en, Ask the question"})
    void it_speaks_three_languages(String language, String button) throws Exception {
        assertThat(console("lang=" + language)).contains(button);
    }

    @Test
    void every_ready_question_is_answered() throws Exception {
        Matcher link = Pattern.compile("<li><a href=\"([^\"]+)#console\"").matcher(console(""));
        int count = 0;
        while (link.find()) {
            String page = get(unescaped(link.group(1))).body();
            assertThat(code(page, "Answer")).contains("\"results\"");
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void the_shell_asks_what_the_form_asks() throws Exception {
        assumeTrue(isThere("curl", "--version"));
        assertThat(run("sh", "-c", program("curl") + " --silent")).contains("\"total_count\":1", "droite");
    }

    @Test
    void javascript_asks_what_the_form_asks() throws Exception {
        assumeTrue(isThere("node", "--version"));
        String program =
                program("JavaScript").replace("console.table(results)", "console.log(JSON.stringify(results))");
        Path file = Files.writeString(folder.resolve("ask.mjs"), program);
        assertThat(run("node", file.toString())).contains("\"rive\":\"droite\"").doesNotContain("gauche");
    }

    @Test
    void python_asks_what_the_form_asks() throws Exception {
        assumeTrue(isThere("python3", "-c", "import requests, pandas"));
        Path file = Files.writeString(folder.resolve("ask.py"), program("Python"));
        assertThat(run("python3", file.toString())).contains("droite", "7.5").doesNotContain("gauche");
    }

    @Test
    void r_asks_what_the_form_asks() throws Exception {
        assumeTrue(isThere("Rscript", "-e", "library(jsonlite)"));
        Path file = Files.writeString(folder.resolve("ask.R"), program("R"));
        assertThat(run("Rscript", file.toString())).contains("droite", "7.5").doesNotContain("gauche");
    }

    @Test
    void programs_that_read_closed_data_show_the_key_that_their_environment_holds() throws Exception {
        publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(folder.resolve("ponts-fermes.csv"), "nom;rive\nPont fermé;droite\n"),
                "id: ponts-fermes\n");
        Steward steward = Steward.administrator(port, createKey);
        steward.post("/datasets/ponts-fermes/edit/access/level", Map.of("level", "restricted"));
        String page = steward.get("/datasets/ponts-fermes/api").body();
        assertThat(page).contains("somebody who sees them").doesNotContain("needs no key");
        assertThat(console("")).contains("needs no key").doesNotContain("SENNE_KEY");
        String key = Objects.requireNonNull(steward.key());
        Map<String, String[]> programs = Map.of(
                "curl", new String[] {"sh", "-c"},
                "JavaScript", new String[] {"node", "--input-type=module", "--eval"},
                "Python", new String[] {"python3", "-c"},
                "R", new String[] {"Rscript", "-e"});
        for (Map.Entry<String, String[]> program : programs.entrySet()) {
            List<String> command = new ArrayList<>(List.of(program.getValue()));
            command.add(code(page, program.getKey()));
            assertThat(page).doesNotContain(key);
            String tool = command.getFirst();
            boolean runs = switch (tool) {
                case "python3" -> isThere(tool, "-c", "import requests, pandas");
                case "Rscript" -> isThere(tool, "-e", "library(jsonlite)");
                default -> isThere(tool, "--version") || tool.equals("sh");
            };
            if (runs) assertThat(runWith(key, command.toArray(String[]::new))).contains("Pont fermé");
        }
    }

    /// The question is full of what languages take for themselves.
    private String program(String language) throws Exception {
        return code(console(asked("where", WHERE, "order_by", "nom", "limit", "5")), language);
    }

    private static boolean isThere(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return runWith("", command);
    }

    private static String runWith(String key, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SENNE_KEY", key);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String code(String page, String label) {
        Matcher code = CODE.matcher(page);
        while (code.find()) if (code.group(1).equals(label)) return unescaped(code.group(2));
        throw new AssertionError("No " + label + " in " + page);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String asked(String... entries) {
        var query = new StringBuilder();
        for (int i = 0; i < entries.length; i += 2) {
            query.append(entries[i])
                    .append('=')
                    .append(URLEncoder.encode(entries[i + 1], UTF_8))
                    .append('&');
        }
        return query.toString();
    }

    private String console(String query) throws IOException, InterruptedException {
        HttpResponse<String> page = get("/datasets/ponts-console/api?" + query);
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Steward.stranger(port).get(path);
    }
}
