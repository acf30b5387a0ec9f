package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.platform.store.PublicAddress;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.valves.RemoteIpValve;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/// Which address a call counts for, over real HTTP.
class CallerAddressTest {
    @Test
    void nobody_says_on_her_own_where_she_comes_from() throws IOException {
        assertThat(ask(null, "X-Forwarded-For: 192.0.2.7")).endsWith("from 127.0.0.1.");
        assertThat(ask("", "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.8"))
                .endsWith("from 127.0.0.1.");
    }

    @Test
    void a_web_server_that_the_operator_named_says_it() throws IOException {
        assertThat(ask("https://data.example", "X-Forwarded-For: 192.0.2.7")).endsWith("from 192.0.2.7.");
        assertThat(ask("https://data.example", "X-Forwarded-For: 198.51.100.1, 192.0.2.7"))
                .endsWith("from 192.0.2.7.");
        assertThat(ask("https://data.example")).endsWith("from 127.0.0.1.");
    }

    private static String ask(@Nullable String publicAddress, String... headers) throws IOException {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.addEngineValves(new RemoteIpValve());
        new CallerAddress(new PublicAddress(publicAddress)).customize(factory);
        WebServer server = factory.getWebServer(
                context -> context.addServlet("echo", new Echo()).addMapping("/*"));
        server.start();
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            String request = "GET / HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                    + (headers.length > 0 ? "\r\n" : "") + "Connection: close\r\n\r\n";
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
            String said = "from " + CallerAddress.of(request) + ".";
            response.setContentLength(said.length());
            response.getWriter().write(said);
        }
    }
}
