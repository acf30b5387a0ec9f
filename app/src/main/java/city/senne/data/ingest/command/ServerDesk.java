package city.senne.data.ingest.command;

import city.senne.data.ingest.DeliveryView;
import city.senne.data.ingest.LocalFile;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hands files in at a server, over HTTP.
final class ServerDesk implements PublishingDesk {
    private static final JsonMapper json = JsonMapper.shared();
    private static final int LONGEST_QUERY = 4000;

    private final URI server;
    private final URI pages;
    private final String authorization;
    private final boolean nearby;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private ServerDesk(URI server, URI pages, String authorization, boolean nearby) {
        this.server = withoutSlash(server);
        this.pages = withoutSlash(pages);
        this.authorization = authorization;
        this.nearby = nearby;
    }

    /// A server anywhere, entered with an API key.
    static ServerDesk at(URI server, String key) {
        return new ServerDesk(server, server, "Apikey " + key, false);
    }

    /// The server of a home on this machine, which may read the file where it lies.
    static ServerDesk of(RunningServer server) {
        return new ServerDesk(server.uri(), server.address(), "Operator " + server.token(), true);
    }

    @Override
    public DeliveryView deliver(SourceFile file, List<String> instructions) throws IOException, InterruptedException {
        Optional<DeliveryView> told = nearby ? tell(file, instructions) : Optional.empty();
        return told.isPresent() ? told.get() : upload(file, instructions);
    }

    /// Empty when the server may not read the file: it runs as somebody else, or in a container.
    private Optional<DeliveryView> tell(SourceFile file, List<String> instructions)
            throws IOException, InterruptedException {
        var local = new LocalFile(file.path().toAbsolutePath().toString(), file.name(), file.address(), instructions);
        HttpResponse<String> response = answer(request("/api/deliveries/local")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(local)))
                .build());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(view(response));
    }

    private DeliveryView upload(SourceFile file, List<String> instructions) throws IOException, InterruptedException {
        String query = instructions.stream()
                .map(text -> "&instructions=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .collect(Collectors.joining("", "?name=" + URLEncoder.encode(file.name(), StandardCharsets.UTF_8), ""));
        return query.length() <= LONGEST_QUERY ? deliverAlone(file, query) : deliverInForm(file, instructions);
    }

    /// The file is the body: nobody has to look for its end among the parts of a form.
    private DeliveryView deliverAlone(SourceFile file, String query) throws IOException, InterruptedException {
        return send(request("/api/deliveries" + query)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofInputStream(file::content))
                .build());
    }

    private DeliveryView deliverInForm(SourceFile file, List<String> instructions)
            throws IOException, InterruptedException {
        String boundary = "senne-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        for (String text : instructions) {
            parts.add(BodyPublishers.ofString(
                    "--%s\r\nContent-Disposition: form-data; name=\"instructions\"\r\n\r\n%s\r\n"
                            .formatted(boundary, text)));
        }
        String name = file.name().replaceAll("[\"\\r\\n\\\\]", "_");
        parts.add(BodyPublishers.ofString(("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .formatted(boundary, name)));
        parts.add(BodyPublishers.ofInputStream(file::content));
        parts.add(BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        HttpRequest request = request("/api/deliveries")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)))
                .build();
        return send(request);
    }

    @Override
    public DeliveryView follow(DeliveryView delivery) throws IOException, InterruptedException {
        return send(request(delivery.links().self()).GET().build());
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(pages);
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Language", Locale.getDefault().toLanguageTag());
    }

    private DeliveryView send(HttpRequest request) throws IOException, InterruptedException {
        return view(answer(request));
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new CannotContinue("No server answers at %s.".formatted(server), e);
        }
    }

    private static DeliveryView view(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) return json.readValue(response.body(), DeliveryView.class);
        throw new CannotContinue(
                switch (response.statusCode()) {
                    case 401 -> "The server does not know this key.";
                    case 403 -> "This key may not publish here.";
                    default -> detail(response);
                });
    }

    private static String detail(HttpResponse<String> response) {
        try {
            JsonNode problem = json.readTree(response.body());
            String detail = problem.path("detail").asString("");
            if (!detail.isEmpty()) return (detail + " " + problem.path("hint").asString("")).strip();
        } catch (JacksonException notJson) {
            // The status says what there is to say.
        }
        return "The server answered HTTP " + response.statusCode() + ".";
    }
}
