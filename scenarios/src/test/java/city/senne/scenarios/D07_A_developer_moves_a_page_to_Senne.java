package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A developer has a page written with Opendatasoft's client and components. She changes its address, and it shows the
/// data of Senne, from another site, as before.
class D07_A_developer_moves_a_page_to_Senne extends Walk {
    /// The page and the packages that it is written with; fetched by `./senne test`.
    private static final Path readers =
            Path.of("..", "app", "src", "test", "readers").toAbsolutePath().normalize();

    private HttpServer herSite = SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), readers, OutputLevel.NONE);
    private final List<String> complaints = new ArrayList<>();

    @AfterEach
    void her_site_closes() {
        herSite.stop(0);
    }

    @Test
    void by_its_address_alone() throws Exception {
        given_her_site_has_the_packages();
        given_the_trees_are_published();
        Page page = she_opens_her_page_with_the_address_of_senne();
        then_the_number_the_chart_the_map_and_the_table_are_there(page);
        and_nothing_was_refused();
    }

    private void given_her_site_has_the_packages() {
        assumeTrue(
                Files.isDirectory(readers.resolve("node_modules/@opendatasoft/visualizations")),
                "Needs the libraries of app/src/test/readers: npm ci there");
        herSite.start();
    }

    private void given_the_trees_are_published() throws Exception {
        is_published(Path.of("..", "examples", "golden", "arbres.json").toString());
    }

    private Page she_opens_her_page_with_the_address_of_senne() {
        Page page = aPersonWhoReads("fr");
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(message.text());
        });
        page.onPageError(complaints::add);
        int port = herSite.getAddress().getPort();
        page.navigate("http://localhost:" + port + "/portal-page/index.html?"
                + senne().address().toString().replaceFirst("/$", ""));
        return page;
    }

    private void then_the_number_the_chart_the_map_and_the_table_are_there(Page page) {
        assertThat(page.locator("#number")).containsText("12");
        page.locator("#chart canvas").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        assertThat(page.locator("#chart")).containsText("Bruxelles 3, Ixelles 3, Uccle 2");
        assertThat(page.locator("#places canvas")).isVisible();
        assertThat(page.locator("#places")).containsText("11 arbres");
        assertEquals(12, page.locator("#table tbody tr").count());
        assertTrue(page.locator("#table").innerText().contains("Cèdre du Liban"));
    }

    private void and_nothing_was_refused() {
        assertEquals(List.of(), complaints);
    }
}
