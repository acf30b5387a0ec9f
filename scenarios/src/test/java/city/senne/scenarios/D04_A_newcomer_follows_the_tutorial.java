package city.senne.scenarios;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// She types what the first tutorial says, and sees what it says.
class D04_A_newcomer_follows_the_tutorial {
    private static final Path TUTORIAL = Path.of("../docs/tutorials/publish-your-first-file.md");
    private static final String USUAL_ADDRESS = "http://localhost:8080";

    @TempDir
    private Path folder;

    @Test
    void and_finds_what_it_says() throws Exception {
        Iterator<String> blocks = blocks().iterator();
        assertThat(blocks.next()).isEqualTo("./senne serve");
        try (Product senne = Product.serve(folder.resolve("city"))) {
            assertThat(said(senne, "Senne is ready at " + senne.address())).isEqualTo(blocks.next());
            Path trees = Files.writeString(folder.resolve("arbres.csv"), blocks.next() + "\n");

            List<String> publish = words(blocks.next(), trees, senne);
            assertLikes(said(senne, Product.run(publish.toArray(String[]::new)).said()), blocks.next());

            String link = Product.run(words(blocks.next(), trees, senne).toArray(String[]::new))
                    .said();
            assertThat(link).startsWith(senne.address() + "/sign-in/");

            assertLikes(said(senne, Product.run(publish.toArray(String[]::new)).said()), blocks.next());

            String curl = blocks.next();
            assertThat(curl).matches("curl '[^']*'");
            URI question = URI.create(curl.substring(6, curl.length() - 1)
                    .replace(USUAL_ADDRESS, senne.address().toString()));
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("Tilleul argenté").contains("12.5");
            }
        }
        assertThat(blocks).isExhausted();
    }

    /// What stands between fences, in order.
    private static List<String> blocks() throws Exception {
        return Pattern.compile("^```\\n(.*?)\\n```$", DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(TUTORIAL))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /// As a shell would hand them over, on this home.
    private static List<String> words(String typed, Path trees, Product senne) {
        assertThat(typed).startsWith("./senne ");
        List<String> words = new ArrayList<>();
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(typed.substring("./senne ".length()))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.equals("arbres.csv") ? trees.toString() : word)
                .forEach(words::add);
        words.addAll(List.of("--home", senne.home().toString()));
        return words;
    }

    private String said(Product senne, String output) {
        return output.replace(senne.address().toString(), USUAL_ADDRESS).replace(folder + "/", "");
    }

    /// The tutorial shows the beginning; … stands for what differs each time.
    private static void assertLikes(String said, String shown) {
        String expected = Pattern.quote(shown).replace("…", "\\E\\S+\\Q");
        assertThat(said).matches(Pattern.compile(expected + ".*", DOTALL));
    }
}
