package city.senne.platform.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lies under the places on maps.
///
/// @param dataset the id of one of the portal's own; empty unless that is the kind
/// @param address of foreign tiles or of a foreign style; empty for the other kinds
/// @param attribution whose map it is, in Markdown
/// @param hosts from which a foreign style takes more: `https://tiles.example`
public record Basemap(Kind kind, String dataset, String address, String attribution, List<String> hosts) {
    public static final Basemap NONE = new Basemap(Kind.NONE, "", "", "", List.of());

    public enum Kind {
        /// A plain ground with a graticule.
        NONE,
        /// Drawn of our own tiles.
        DATASET,
        /// Pictures from elsewhere, their address with `{z}`, `{x}` and `{y}`.
        RASTER,
        /// A MapLibre style from elsewhere.
        STYLE;

        /// In forms and keys of words.
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Fields that were not kept are empty.
    @SuppressWarnings("NullAway")
    public Basemap {
        kind = kind == null ? Kind.NONE : kind;
        dataset = dataset == null ? "" : dataset;
        address = address == null ? "" : address;
        attribution = attribution == null ? "" : attribution;
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    public static Basemap of(String dataset) {
        return new Basemap(Kind.DATASET, dataset, "", "", List.of());
    }

    public boolean isForeign() {
        return kind == Kind.RASTER || kind == Kind.STYLE;
    }

    /// What browsers must be allowed to ask for it, beside this site.
    public List<String> origins() {
        if (!isForeign()) return List.of();
        Set<String> origins = new LinkedHashSet<>();
        origin(address).ifPresent(origins::add);
        for (String host : hosts) origin(host).ifPresent(origins::add);
        return List.copyOf(origins);
    }

    /// `https://tiles.example:8443` of an address; empty when it is none that a map may be fetched from: only over
    /// TLS, unless from this very machine.
    static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address.replace("{", "%7B").replace("}", "%7D"));
            @Nullable String host = uri.getHost();
            if (host == null || !host.matches("[A-Za-z0-9.-]{1,253}") || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) return Optional.empty();
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean here = host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1");
            boolean safe = scheme.equals("https") || here && scheme.equals("http");
            if (!safe) return Optional.empty();
            return Optional.of(
                    scheme + "://" + host.toLowerCase(Locale.ROOT) + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
