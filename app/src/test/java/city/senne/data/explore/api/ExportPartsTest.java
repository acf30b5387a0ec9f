package city.senne.data.explore.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Downloads that break off are taken up where they stopped.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportPartsTest {
    private static final String EXPORTS = "/catalog/datasets/mesures/exports/";
    private static final int ROWS = 30_000;
    private static final int CUT = 100_001;

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        var csv = new StringBuilder("nom;jour;valeur;lieu\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("Érable %d;2026-03-%02d;%d,25;50.8%03d, 4.3%03d\n"
                    .formatted(i, i % 31 + 1, i % 977, i % 1000, i % 999));
        }
        Path file = Files.writeString(folder.resolve("mesures.csv"), csv);
        publishFile.publish(new Viewer.Operator(), file, "id: mesures\ntitle: Mesures\n");
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "jsonl", "geojson", "kml", "csv?where=valeur>500&order_by=valeur desc"})
    void curl_takes_up_a_broken_download(String format, @TempDir Path folder) throws Exception {
        byte[] whole = visitor.get(EXPORTS + format).response().body();
        assertThat(whole.length).isGreaterThan(CUT);
        Path file = Files.write(folder.resolve("file"), Arrays.copyOf(whole, CUT));
        String address = "http://localhost:" + port + Links.PATH + EXPORTS
                + format.replace(" ", "%20").replace(">", "%3E");
        Process curl = new ProcessBuilder(
                        "curl", "-sS", "-C", "-", "-w", "%{http_code} %{size_download}", "-o", file.toString(), address)
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes(), UTF_8);
        assertThat(said).isEqualTo("206 " + (whole.length - CUT));
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void a_part_says_where_in_the_whole_it_stands() throws Exception {
        Reply whole = visitor.get(EXPORTS + "csv");
        byte[] bytes = whole.response().body();
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        Reply part = visitor.get(EXPORTS + "csv", "Range", "bytes=10-19", "Accept-Encoding", "gzip");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + bytes.length);
        assertThat(part.header("Content-Encoding")).isEmpty();
        assertThat(part.header("ETag")).isEqualTo(whole.header("ETag"));
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
        assertThat(visitor.get(EXPORTS + "csv", "Range", "bytes=-7").response().body())
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 7, bytes.length));
    }

    @Test
    void a_part_behind_the_end_is_told_the_length() throws Exception {
        int length = visitor.get(EXPORTS + "jsonl").response().body().length;
        Reply behind = visitor.get(EXPORTS + "jsonl", "Range", "bytes=" + length + "-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + length);
    }

    @Test
    void what_began_as_other_content_is_sent_whole() throws Exception {
        Reply whole = visitor.get(EXPORTS + "csv");
        String tag = whole.header("ETag");
        assertThat(visitor.get(EXPORTS + "csv", "Range", "bytes=5-", "If-Range", tag)
                        .status())
                .isEqualTo(206);
        for (String other : new String[] {"\"of-yesterday\"", "W/" + tag, "Sun, 22 Nov 2026 10:00:00 GMT"}) {
            Reply anew = visitor.get(EXPORTS + "csv", "Range", "bytes=5-", "If-Range", other);
            assertThat(anew.status()).as(other).isEqualTo(200);
            assertThat(anew.response().body()).isEqualTo(whole.response().body());
        }
        Reply zipped = visitor.get(EXPORTS + "csv", "Accept-Encoding", "gzip");
        assertThat(zipped.header("Accept-Ranges")).isEmpty();
        Reply anew = visitor.get(
                EXPORTS + "csv", "Accept-Encoding", "gzip", "Range", "bytes=5-", "If-Range", zipped.header("ETag"));
        assertThat(anew.status()).isEqualTo(200);
        try (var unzipped =
                new GZIPInputStream(new ByteArrayInputStream(anew.response().body()))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(whole.response().body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv?where=jour<now()&limit=5",
                "csv?order_by=random(4)&limit=5",
                "parquet?where=jour<now()&limit=5",
                "csv?select=jour,sum(valeur)&group_by=jour",
                "csv?select=avg(valeur)&limit=1",
                "xlsx?limit=5",
                "csv?compressed=true&limit=5"
            })
    void what_may_not_come_out_the_same_again_has_no_parts(String asked) throws Exception {
        Reply reply = visitor.get(EXPORTS + asked, "Range", "bytes=2-4");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Accept-Ranges")).isEmpty();
        assertThat(reply.response().body().length).isGreaterThan(3);
    }

    @Test
    void headers_alone_know_no_parts() throws Exception {
        Reply head = visitor.send("HEAD", EXPORTS + "csv", "Range", "bytes=2-4");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(head.header("Content-Range")).isEmpty();
    }
}
