package city.senne.data.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.platform.store.PublicAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OwnOriginsTest {
    /// @param asked where the request was sent to, as it is understood here
    @ParameterizedTest
    @CsvSource({
        "https://data.example.brussels, https://data.example.brussels, https://data.example.brussels, true",
        "https://data.example.brussels, https://data.example.brussels, https://DATA.example.brussels, true",
        "https://data.example.brussels, https://data.example.brussels, , true",
        "https://data.example.brussels, https://data.example.brussels, http://data.example.brussels, false",
        "https://data.example.brussels, https://data.example.brussels, https://evil.example, false",
        "https://data.example.brussels, https://data.example.brussels, http://localhost:8080, false",
        "https://data.example.brussels, https://data.example.brussels, null, false",
        ", http://localhost:8080, http://localhost:8080, true",
        ", http://127.0.0.1:8080, http://127.0.0.1:8080, true",
        ", http://[::1]:8080, http://[::1]:8080, true",
        ", http://localhost:8080, http://localhost:8081, false",
        ", http://evil.example:8080, http://evil.example:8080, false",
        ", http://192.168.1.7:8080, http://192.168.1.7:8080, false",
        ", http://localhost.evil.example, http://localhost.evil.example, false",
    })
    void pages_under_our_own_address_may_ask(
            @Nullable String publicAddress, String asked, @Nullable String origin, boolean may) {
        var address = URI.create(asked);
        var request = new MockHttpServletRequest("POST", "/mcp");
        request.setScheme(address.getScheme());
        request.setServerName(address.getHost());
        request.setServerPort(
                address.getPort() < 0 ? address.getScheme().equals("https") ? 443 : 80 : address.getPort());
        if (origin != null) request.addHeader("Origin", origin);
        assertThat(new OwnOrigins(new PublicAddress(publicAddress)).include(request))
                .isEqualTo(may);
    }
}
