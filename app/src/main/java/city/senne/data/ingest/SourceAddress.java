package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An address from which a publisher wants a file fetched.
///
/// The server stands inside the city's network and must not become a way into it: only http and https, only the ports
/// of the web, and only public hosts ([JudgedLookup]) unless the operator allows others.
record SourceAddress(URI uri) {
    private static final Pattern FILE_NAME =
            Pattern.compile("filename(\\*?)=(?:UTF-8'[^']*')?\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> FORMATS =
            Set.of("csv", "tsv", "json", "jsonl", "geojson", "xlsx", "xls", "ods", "parquet", "zip", "shp", "gpkg");
    /// Parts of a path that name no data.
    private static final Set<String> EMPTY_WORDS =
            Set.of("export", "exports", "download", "downloads", "file", "files", "records", "data", "content", "raw");

    /// Throws UnreadableDelivery when it is none that a server could fetch from.
    static SourceAddress parse(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isWeb = scheme.equals("http") || scheme.equals("https");
            if (isWeb && uri.getHost() != null && uri.getUserInfo() == null) return new SourceAddress(uri);
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw refused(text);
    }

    SourceAddress redirected(String location) {
        try {
            return parse(uri.resolve(location.replace(" ", "%20")).toString());
        } catch (IllegalArgumentException e) {
            throw refused(location);
        }
    }

    String host() {
        return uri.getHost();
    }

    /// Ports of the web and no others: behind them stand mail servers, databases and other things that are not asked
    /// for files.
    void refusePortsBut(List<Integer> ports) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        if (ports.contains(port)) return;
        String allowed = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        throw new UnreadableDelivery(Reason.of("delivery.port_refused", String.valueOf(port), allowed));
    }

    /// @param hosts names, or `*.` and a name for all below it; none for all hosts
    void refuseHostsBut(List<String> hosts) {
        String name = host().toLowerCase(Locale.ROOT);
        boolean isAllowed = hosts.isEmpty()
                || hosts.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .anyMatch(each -> each.startsWith("*.") ? name.endsWith(each.substring(1)) : name.equals(each));
        if (!isAllowed) throw new UnreadableDelivery(Reason.of("delivery.host_refused", host()));
    }

    static boolean isPrivate(InetAddress address) {
        boolean known = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return known || (address instanceof Inet4Address ? isPrivate4(bytes) : isPrivate6(bytes));
    }

    private static boolean isPrivate4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    /// Unique local addresses, and those that only wrap an address of the fourth version.
    private static boolean isPrivate6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) compatible &= bytes[i] == 0;
        return uniqueLocal || translated || sixToFour || compatible;
    }

    /// What the path calls the file: its last part that names data, with the format that was asked for as its ending.
    String nameInPath() {
        List<String> parts = Arrays.stream(String.valueOf(uri.getPath()).split("/", -1))
                .filter(part -> !part.isBlank())
                .toList();
        String format = "";
        for (String part : parts.reversed()) {
            String word = part.toLowerCase(Locale.ROOT);
            if (FORMATS.contains(word)) format = format.isEmpty() ? "." + word : format;
            else if (!EMPTY_WORDS.contains(word)) return part.contains(".") ? part : part + format;
        }
        return host() + format;
    }

    /// What the answer calls the file, else the name that is known already.
    String fileName(String contentDisposition, String known) {
        Matcher named = FILE_NAME.matcher(contentDisposition);
        if (!named.find()) return known;
        return named.group(1).isEmpty() ? named.group(2) : decoded(named.group(2));
    }

    private static String decoded(String name) {
        try {
            return java.net.URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static UnreadableDelivery refused(String address) {
        String shown = address.length() > 200 ? address.substring(0, 200) + "…" : address;
        return new UnreadableDelivery(Reason.of("delivery.address_refused", shown));
    }
}
