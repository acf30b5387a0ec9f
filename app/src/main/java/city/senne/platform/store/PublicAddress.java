package city.senne.platform.store;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where people reach this installation. When it is set, nothing that a request says about the server's name is used:
/// every absolute address is made of it.
///
/// @param publicAddress scheme, host and perhaps port: `https://data.example.brussels`; none means what each request
/// says
@ConfigurationProperties("senne")
public record PublicAddress(@Nullable String publicAddress) {

    /// @throws CannotContinue when it is set and is no address of a whole site
    public PublicAddress {
        if (publicAddress != null && !publicAddress.isBlank()) parse(publicAddress);
    }

    /// Without a slash at its end.
    public Optional<URI> find() {
        return Optional.ofNullable(publicAddress)
                .filter(address -> !address.isBlank())
                .map(PublicAddress::parse);
    }

    private static URI parse(String text) {
        try {
            String ascii = text.strip().replaceFirst("/+$", "");
            int host = ascii.indexOf("://") + 3;
            if (host > 3) ascii = ascii.substring(0, host) + IDN.toASCII(ascii.substring(host), IDN.ALLOW_UNASSIGNED);
            URI uri = new URI(ascii.toLowerCase(Locale.ROOT));
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean isWhole = "".equals(uri.getRawPath()) && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (isWeb && isWhole && uri.getHost() != null && uri.getUserInfo() == null) return uri;
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Said below.
        }
        throw new CannotContinue(
                "The public address '%s' is not understood. It is a scheme and a host, such as https://data.example.brussels"
                                .formatted(text)
                        + " (senne.public-address, --public-address).");
    }
}
