package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.PublicAddress;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.valves.RemoteIpValve;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/// Which address a request was asked under, over real HTTP.
class AskedAddressTest {
    @Test
    void the_public_address_is_all_that_counts_once_it_is_set() throws IOException {
        String answer = ask(
                "https://Data.Example.brussels/",
                "Host: elsewhere.example:81",
                "X-Forwarded-Host: elsewhere.example",
                "X-Forwarded-Proto: http");
        assertThat(answer).endsWith("https://data.example.brussels https://data.example.brussels/there true");
    }

    @Test
    void without_one_a_trusted_web_server_is_believed() throws IOException {
        String answer = ask(null, "Host: inner:81", "X-Forwarded-Host: data.example", "X-Forwarded-Proto: https");
        assertThat(answer).endsWith("https://data.example https://data.example/there true");
    }

    @Test
    void else_the_request_says_it() throws IOException {
        assertThat(ask(null, "Host: data.example:81"))
                .endsWith("http://data.example:81 http://data.example:81/there false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: da<ta", "Host: a b", "Host: x/y", "Host: x\"y"})
    void what_is_no_name_of_a_host_is_refused(String header) throws IOException {
        assertThat(ask(null, header)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.example.brussels,https://data.example.brussels",
        "http://localhost:8080/,http://localhost:8080",
        "https://donnees.liège.example,https://donnees.xn--lige-6oa.example",
    })
    void a_public_address_is_a_scheme_and_a_host(String given, URI understood) {
        assertThat(new PublicAddress(given).find()).hasValue(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.example",
                "ftp://data.example",
                "https://data.example/path",
                "https://",
                "https://a b",
                "https://me@data.example",
                "https://data.example?q",
                "data.example:443"
            })
    void anything_else_is_refused_in_a_sentence(String given) {
        assertThatThrownBy(() -> new PublicAddress(given))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("'" + given + "'");
    }

    private static String ask(@Nullable String publicAddress, String... headers) throws IOException {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        RemoteIpValve forwarded = new RemoteIpValve();
        forwarded.setProtocolHeader("X-Forwarded-Proto");
        forwarded.setHostHeader("X-Forwarded-Host");
        factory.addEngineValves(forwarded);
        new AskedAddress(new PublicAddress(publicAddress)).customize(factory);
        WebServer server = factory.getWebServer(
                context -> context.addServlet("echo", new Echo()).addMapping("/*"));
        server.start();
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            String request = "GET /there HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            server.stop();
        }
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String said = AskedAddress.origin(request) + " " + request.getRequestURL() + " " + request.isSecure();
            response.setContentLength(said.length());
            response.getWriter().write(said);
        }
    }
}
