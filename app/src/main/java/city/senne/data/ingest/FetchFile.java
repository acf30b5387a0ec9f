package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Fetches a file from an address for a publisher.
///
/// The server stands inside the city's network and must not become a way into it: only http and https, only public
/// hosts unless the operator allows others, each redirection judged anew.
@Component
public class FetchFile {
    private static final int MAX_REDIRECTIONS = 5;
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"?([^\";]+)\"?");

    private final ReceiveDelivery receiveDelivery;
    private final IngestSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    FetchFile(ReceiveDelivery receiveDelivery, IngestSettings settings) {
        this.receiveDelivery = receiveDelivery;
        this.settings = settings;
    }

    /// Throws UnreadableDelivery when the address is not allowed or does not answer with a file.
    public Delivery fetch(Viewer viewer, String address, Instructions given) throws IOException, InterruptedException {
        URI uri = parse(address);
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            refusePrivate(uri);
            HttpResponse<InputStream> response = send(uri);
            try (InputStream body = response.body()) {
                Optional<String> location = response.headers().firstValue("location");
                if (response.statusCode() / 100 == 3 && location.isPresent()) {
                    uri = uri.resolve(location.get());
                    continue;
                }
                if (response.statusCode() != 200) throw notFetched("HTTP " + response.statusCode());
                long length =
                        response.headers().firstValueAsLong("content-length").orElse(-1);
                var incoming = new ReceiveDelivery.Incoming(fileName(uri, response), address, length, body);
                return receiveDelivery.receive(viewer, incoming, given);
            }
        }
        throw notFetched("more than " + MAX_REDIRECTIONS + " redirections");
    }

    private HttpResponse<InputStream> send(URI uri) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMinutes(30))
                .header("User-Agent", "Senne")
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw notFetched(uri.getHost() + ": " + e.getClass().getSimpleName());
        }
    }

    private static URI parse(String address) {
        try {
            return new URI(address.strip());
        } catch (URISyntaxException e) {
            throw new UnreadableDelivery(Reason.of("delivery.address_refused", address));
        }
    }

    /// The address that is judged here is the one that is used: the JVM remembers a name's addresses for 30 seconds.
    private void refusePrivate(URI uri) {
        String host = uri.getHost();
        boolean isWeb = List.of("http", "https")
                .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        if (!isWeb || host == null) throw new UnreadableDelivery(Reason.of("delivery.address_refused", uri.toString()));
        if (settings.privateAddresses()) return;
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) throw new UnreadableDelivery(Reason.of("delivery.address_refused", host));
            }
        } catch (UnknownHostException e) {
            throw notFetched("unknown host " + host);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    private static String fileName(URI uri, HttpResponse<?> response) {
        Matcher named = FILE_NAME.matcher(
                response.headers().firstValue("content-disposition").orElse(""));
        if (named.find()) return named.group(1);
        String path = uri.getPath();
        return path == null || path.isBlank() || path.endsWith("/") ? String.valueOf(uri.getHost()) : path;
    }

    private static UnreadableDelivery notFetched(String why) {
        return new UnreadableDelivery(Reason.of("delivery.not_fetched", why));
    }
}
