package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// What the OpenAPI document promises of an answer, as a library of Atlassian's reads it.
final class ApiContract {
    private static final Set<Integer> DESCRIBED = Set.of(200, 400, 404, 429, 503);
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(document())
                    .withBasePathOverride("/")
                    .build();

    private ApiContract() {}

    static String document() {
        try (InputStream yaml = Objects.requireNonNull(ApiContract.class.getResourceAsStream("openapi.yaml"))) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param path below the root of the API
    static void check(String path, HttpResponse<byte[]> response) throws IOException {
        if (!DESCRIBED.contains(response.statusCode()) || path.equals("/swagger.json")) return;
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/json")) return;
        var answer = SimpleResponse.Builder.status(response.statusCode())
                .withContentType(type)
                .withBody(body(response))
                .build();
        // Assets are datasets under another name.
        String described = path.replaceFirst("(?<=.)/$", "").replaceFirst("/assets/", "/datasets/");
        List<Message> faults = VALIDATOR
                .validateResponse(described.isEmpty() ? "/" : described, Request.Method.GET, answer)
                .getMessages()
                .stream()
                .filter(fault -> response.statusCode() == 200 || !fault.getKey().endsWith("path.missing"))
                .toList();
        assertThat(faults)
                .as("%s answers %d %s", path, response.statusCode(), answer.getBody())
                .isEmpty();
    }

    private static String body(HttpResponse<byte[]> response) throws IOException {
        byte[] bytes = response.body();
        boolean zipped =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        if (!zipped) return new String(bytes, StandardCharsets.UTF_8);
        try (var zip = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
