package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What is refused before a page is reached, byte for byte over a socket: clients of today would not send it.
@OpenHouse
class RefusalTest {
    private static final String EXPLORE = "/api/explore/v2.1/catalog/datasets";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a[b", "/<script>alert(1)</script>", "/?q=é", "/%00"})
    void a_malformed_address_gets_a_page_of_ours_in_three_languages(String address) throws IOException {
        String answer = get(address);
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Security-Policy: default-src 'none'")
                .doesNotContain("Tomcat", "Tahoma", "<script>alert", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/explore/v2.1/%zz", "/api/explore/v2.1/catalog/datasets?where=é"})
    void in_the_api_it_is_json_with_its_code(String address) throws IOException {
        assertThat(get(address))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/json", "\"error_code\":\"InvalidRequest\"");
    }

    @Test
    void elsewhere_under_api_it_is_a_problem_with_code_and_hint() throws IOException {
        assertThat(get("/api/deliveries/%zz"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"malformed-request\"", "\"hint\":");
    }

    @Test
    void an_address_may_be_too_long() throws IOException {
        assertThat(get("/?q=" + "a".repeat(40_000)))
                .startsWith("HTTP/1.1 414")
                .contains("lang=\"fr\"", "Dit adres is te lang.", "This address is too long.");
    }

    @Test
    void headers_may_be_too_large() throws IOException {
        assertThat(get("/", "Cookie: a=" + "a".repeat(40_000)))
                .startsWith("HTTP/1.1 431")
                .contains("The headers of this request are too large.");
        assertThat(get(EXPLORE, "Cookie: a=" + "a".repeat(40_000)))
                .startsWith("HTTP/1.1 431")
                .contains("\"error_code\"");
    }

    @Test
    void a_form_may_be_too_large() throws IOException {
        String form = "q=" + "a".repeat(2_000_000);
        assertThat(exchange("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/html\r\n"
                        + "Accept-Language: en\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + form.length() + "\r\n\r\n" + form))
                .startsWith("HTTP/1.1 413")
                .contains("This is larger than what may be sent here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?%00=1", "/datasets?a%01=1", "/datasets?q=a&%7F=1"})
    void no_parameter_is_called_by_signs_that_nobody_types(String address) throws IOException {
        assertThat(get(address)).startsWith("HTTP/1.1 400").contains("lang=\"");
        assertThat(get(EXPLORE + address.substring(address.indexOf('?'))))
                .startsWith("HTTP/1.1 400")
                .contains("\"error_code\":\"InvalidRequest\"");
    }

    @Test
    void questions_arrive_as_careless_clients_write_them() throws IOException {
        assertThat(get(EXPLORE + "?limit=1&where=dataset_id=\"x\"|{}[]^`<>\\")).contains("ODSQL");
        assertThat(get(EXPLORE + "?limit=1&where=dataset_id=\"x\"")).startsWith("HTTP/1.1 200");
        assertThat(get(EXPLORE + "?limit=1&where=dataset_id+in+(\"x\",\"y\")")).startsWith("HTTP/1.1 200");
    }

    /// The name is read with the other inputs of the form, before any page is asked.
    @ParameterizedTest
    @ValueSource(strings = {"filename=\"a\0b.csv\"", "filename*=UTF-8''a%00b.csv"})
    void the_name_of_a_file_may_be_malformed(String name) throws IOException {
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; " + name + "\r\n\r\na\r\n--x--\r\n";
        String answer = exchange("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Accept: text/html\r\nAccept-Language: en\r\n"
                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("The name of the file that was sent holds a character that no name may hold.");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /,                                 'GET, HEAD, OPTIONS'",
        "DELETE, /datasets/anything,                'GET, HEAD, OPTIONS'",
        "PATCH,  /actuator/health,                  'GET, HEAD, OPTIONS'",
        "POST,   /assets/style.css,                 'GET, HEAD, OPTIONS'",
        "PUT,    /api/deliveries,                   'OPTIONS, POST'",
        "DELETE, /api/explore/v2.1/catalog/datasets, 'GET, HEAD, OPTIONS'",
    })
    void another_method_on_a_known_address_is_told_which_ones_there_are(String method, String path, String allowed)
            throws IOException {
        assertThat(ask(method, path)).startsWith("HTTP/1.1 405").contains("Allow: " + allowed + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"PUT,/nothing", "POST,/api/nothing", "DELETE,/api/explore/v2.1/nothing", "GET,/actuator"})
    void what_does_not_exist_does_not_exist_for_any_method(String method, String path) throws IOException {
        assertThat(ask(method, path)).startsWith("HTTP/1.1 404");
    }

    @Test
    void nothing_is_sent_back_as_it_came() throws IOException {
        assertThat(ask("TRACE", "/", "Cookie: senne_session=mine"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.git/config", "/.git/HEAD", "/.svn/entries", "/pom.xml", "/settings.properties"})
    void what_it_was_made_from_is_not_there(String address) throws IOException {
        assertThat(get(address)).startsWith("HTTP/1.1 404");
    }

    /// A web server before Senne and Senne must agree where a request ends.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Content-Length: 4\r\nContent-Length: 44",
                "Content-Length: 4, 44",
                "Content-Length: +4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity, chunked, identity",
            })
    void no_request_hides_in_another(String lengths) throws IOException {
        String answer = exchange("POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n" + lengths
                + "\r\n\r\n0\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("User-agent");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    /// What is decoded twice gets past whoever looks at it after the first time.
    @ParameterizedTest
    @ValueSource(
            strings = {"/%252e%252e/settings", "/datasets/%2525%252e%252e%252fsettings", "/assets/%252e%252e%252fx"})
    void an_address_is_decoded_once(String address) throws IOException {
        assertThat(get(address)).startsWith("HTTP/1.1 400");
    }

    @Test
    void so_is_a_question() throws IOException {
        assertThat(get(EXPLORE + "?where=dataset_id%3D%2527x%2527")).startsWith("HTTP/1.1 400");
        assertThat(get("/datasets?q=%253Cscript%253E"))
                .contains("%3Cscript%3E")
                .doesNotContain("<script>%", "&lt;script&gt;");
    }

    private String get(String address, String... headers) throws IOException {
        return ask("GET", address, headers);
    }

    private String ask(String method, String address, String... headers) throws IOException {
        return exchange(method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
