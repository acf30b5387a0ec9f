package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// A download that is under way ends with the right to it.
@OpenHouse
class AccessEndsUnderWayTest extends Houses {
    private static final String PURPOSE = "Audit";
    private static final int ROWS = 400_000;

    @Autowired
    private PublishFile publishFile;

    @Test
    void a_long_export_is_broken_off_when_its_rule_ends(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        StringBuilder rows = new StringBuilder("ref;text\n");
        for (int i = 0; i < ROWS; i++)
            rows.append(i).append(";A line of some length for row ").append(i).append('\n');
        closed = "long-" + number;
        Path file = Files.writeString(folder.resolve(closed + ".csv"), rows);
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        level("restricted");
        Map<String, String> all = rule("partner-" + number);
        all.remove("rows");
        assertThat(add(all).statusCode()).isEqualTo(303);
        boolean demanded = false;
        for (String format : new String[] {"csv", "jsonl", "csv"}) {
            HttpResponse<InputStream> export = begin(format);
            assertThat(export.statusCode()).isEqualTo(200);
            export.body().readNBytes(10_000);
            end();
            Thread.sleep(1000);
            assertThatThrownBy(() -> export.body().transferTo(java.io.OutputStream.nullOutputStream()))
                    .as(format)
                    .isInstanceOf(IOException.class);
            assertThat(partner.ask(API + closed + "/records").statusCode()).isEqualTo(403);
            // The last of them is read for what its rule demands.
            if (format.equals("jsonl")) demanded = true;
            if (demanded) all.putAll(Map.of("purpose", PURPOSE, "demands-purpose", "true"));
            assertThat(add(all).statusCode()).isEqualTo(303);
            assertThat(partner.ask(API + closed + "/records").statusCode()).isEqualTo(demanded ? 403 : 200);
        }
        HttpResponse<InputStream> whole = begin("csv");
        assertThat(whole.body().readAllBytes().length).isGreaterThan(ROWS * 30);
    }

    private HttpResponse<InputStream> begin(String format) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + partner.port() + API + closed + "/exports/" + format))
                .header("Authorization", "Apikey " + partner.key())
                .header("Senne-Purpose", PURPOSE)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private void end() throws Exception {
        Matcher end = Pattern.compile("/datasets/[^\"]+/rules/[^\"]+/end")
                .matcher(administrator
                        .get("/datasets/" + closed + "/edit/access")
                        .body());
        assertThat(end.find()).isTrue();
        assertThat(administrator.post(end.group(), Map.of()).statusCode()).isEqualTo(303);
    }
}
