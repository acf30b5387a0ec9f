package city.senne.data.explore.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/// Whatever a stranger asks is answered or refused, soon, and tells nothing of a dataset that is not public.
///
/// Ordinarily this asks the sample requests and those of the lines. With `-Dfuzz=true` Jazzer makes requests of them by
/// chance until one fails; see CONTRIBUTING.md.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExploreApiFuzzTest {
    /// In every row of a draft, and nowhere else.
    private static final String SECRET = "quibblewort";

    /// Longer than any question may take by the settings.
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /// Where the server and its database are; it must not be talked into asking anywhere else.
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        Path draft = Files.writeString(
                folder.resolve("not-public.csv"), "id,nom,hauteur\n1,%s,3\n2,%s,4\n".formatted(SECRET, SECRET));
        publishFile.publish(new Viewer.Operator(), draft, "draft: true\n");
    }

    /// Everything that is asked below the datasets of the catalogue.
    static Stream<byte[]> seeds() {
        Stream<String> golden = StreamSupport.stream(
                        JsonMapper.shared()
                                .readTree(GoldenQueriesTest.QUERIES.toFile())
                                .spliterator(),
                        false)
                .map(query -> query.get("get").asString());
        Stream<String> lines = ExploreApiLines.read()
                .lines()
                .flatMap(ExploreApiLines.Line::asks)
                .filter(ask -> ask.method().equals("GET"))
                .map(ExploreApiLines.Ask::address);
        Stream<String> draft =
                Stream.of("/catalog/datasets/not-public", "/catalog/datasets/not-public/records?limit=1");
        return Stream.of(golden, lines, draft).flatMap(s -> s).map(address -> address.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/city/senne/data/explore/api/explore-api.dict")
    @FuzzTest(maxDuration = "10m")
    void whatever_is_asked_is_answered_or_refused(byte[] asked) throws Exception {
        BugDetectors.allowNetworkConnections((host, _) -> LOCAL.contains(host));
        String address = new String(asked, UTF_8);
        HttpResponse<byte[]> reply = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + Links.PATH + encoded(address)))
                        .timeout(LIMIT)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String text = new String(reply.body(), UTF_8);
        assertThat(reply.statusCode()).as("%s: %s", address, text).isLessThan(500);
        assertThat(text).as(address).doesNotContain(SECRET);
    }

    /// Steps of the path and parameters are what was made up; the signs between them are those of an address.
    private static String encoded(String address) {
        int mark = address.indexOf('?');
        String path = Arrays.stream((mark < 0 ? address : address.substring(0, mark)).split("/"))
                .map(step -> URLEncoder.encode(step, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        String slash = path.startsWith("/") ? "" : "/";
        if (mark < 0) return slash + path;
        return slash + path + "?"
                + Arrays.stream(address.substring(mark + 1).split("&(?=[a-z_]+=)"))
                        .map(ExploreApiFuzzTest::parameter)
                        .collect(Collectors.joining("&"));
    }

    private static String parameter(String pair) {
        return Arrays.stream(pair.split("=", 2))
                .map(part -> URLEncoder.encode(part, UTF_8))
                .collect(Collectors.joining("="));
    }
}
