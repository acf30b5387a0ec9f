package city.senne.trust.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Somebody who is signed in comes while no connection to the database can be had.
@OpenHouse
class DatabaseAwayTest {
    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    private final List<Connection> taken = new ArrayList<>();

    @BeforeEach
    void take_all_connections() throws SQLException {
        int all = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        while (taken.size() < all) taken.add(dataSource.getConnection());
    }

    @AfterEach
    void give_them_back() throws SQLException {
        for (Connection connection : taken) connection.close();
    }

    @Test
    void she_is_told_so_on_a_page_like_the_others() throws Exception {
        HttpResponse<String> page = get("/datasets");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("The server’s database is away for a moment. Nothing was lost.", "class=\"site-footer\"");
        String style = page.body().replaceAll("(?s).*href=\"(/assets/style-[^\"]+)\".*", "$1");
        assertThat(get(style).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", "senne_session=vdZQjZqa8GN9IsVPI0dtwBLQO5Ebw8mPEXgmv7jMaDk")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
