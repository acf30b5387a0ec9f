package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.trust.identity.People;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PasskeyCeremonyTest {
    @ParameterizedTest
    @CsvSource({
        "https, data.example.brussels, 443, true",
        "https, data.example.brussels, 8443, true",
        "http, data.example.brussels, 80, false",
        "http, localhost, 8080, true",
        "http, senne.localhost, 8080, true",
        "http, 127.0.0.1, 8080, false",
        "https, 192.0.2.1, 443, false",
        "https, [2001:db8::1], 443, false"
    })
    void browsers_know_passkeys_where_they_trust_the_address(String scheme, String host, int port, boolean possible) {
        assertThat(PasskeyCeremony.isPossible(asked(scheme, host, port))).isEqualTo(possible);
    }

    @Test
    void a_passkey_signs_for_the_host_and_answers_for_the_whole_origin() throws Exception {
        MockHttpServletRequest request = asked("https", "data.example.brussels", 8443);
        byte[] challenge = {1, 2, 3};
        String options = PasskeyCeremony.request(request, challenge, List.of());
        assertThat(options).contains("\"rpId\":\"data.example.brussels\"");
        PasskeyDevice device = new PasskeyDevice("https://data.example.brussels:8443");
        People.Account amina = new People.Account(UUID.randomUUID(), "amina", "Amina", null, false, null);
        String creation = PasskeyCeremony.creation(request, "Data", amina, challenge, List.of());
        assertThat(PasskeyCeremony.made(device.make(creation), challenge, request))
                .isPresent();
        assertThat(PasskeyCeremony.made(device.make(creation), new byte[] {4}, request))
                .as("another challenge")
                .isEmpty();
        assertThat(PasskeyCeremony.made(device.make(creation), challenge, asked("https", "data.example.brussels", 443)))
                .as("another port")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "{}",
                "{\"id\":null}",
                "{\"id\":\"\",\"rawId\":\"\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"?\",\"rawId\":\"?\",\"type\":\"x\",\"response\":{\"clientDataJSON\":\"?\"}}"
            })
    void what_is_no_answer_of_a_browser_is_none(String answer) {
        assertThat(PasskeyCeremony.read(answer)).isEmpty();
        assertThat(PasskeyCeremony.made(answer, new byte[] {1}, asked("http", "localhost", 8080)))
                .isEmpty();
        assertThat(PasskeyCeremony.read("[".repeat(20_001))).isEmpty();
    }

    private static MockHttpServletRequest asked(String scheme, String host, int port) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme(scheme);
        request.setSecure(scheme.equals("https"));
        request.setServerName(host);
        request.setServerPort(port);
        return request;
    }
}
