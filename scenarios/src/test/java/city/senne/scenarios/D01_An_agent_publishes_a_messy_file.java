package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent drops the file at hand, is told what was decided, decides otherwise, and anyone finds page and API.
class D01_An_agent_publishes_a_messy_file extends Walk {
    private static final String TREES = """
            Inventaire des arbres de voirie;;;;;
            N° arbre;Essence;Plantation;Circonférence (cm);X Lambert 72;Y Lambert 72
            0017;Tilleul argenté;12/03/1998;125,5;149000;170500
            0018;Érable plane;non renseigné;80,0;149250,5;170890
            0019;Platane;31/12/2004;n/a;150100;169800
            """;

    @TempDir
    private Path folder;

    /// axe is a script itself.
    private boolean withScripts = true;

    @Test
    void with_a_browser_and_in_french() throws Exception {
        Page page = aPersonWhoReads("fr");
        the_administrator_enters_by_a_link(page);
        she_publishes(page, file("arbres-navigateur.csv"));
        she_reads_what_was_decided(page);
        she_decides_otherwise_about_a_column(page);
        anyone_finds_the_page(page, "arbres-navigateur");
        anyone_finds_the_answers_of_the_api("arbres-navigateur");
    }

    @Test
    void with_a_browser_without_scripts_and_in_dutch() throws Exception {
        withScripts = false;
        Page page = aPersonWithoutScriptsWhoReads("nl");
        the_administrator_enters_by_a_link(page);
        she_publishes(page, file("bomen-zonder-scripts.csv"));
        she_reads_what_was_decided(page);
        she_publishes(page, file("bomen-zonder-scripts.csv"));
        she_is_led_to_the_delivery_that_was_read(page);
        she_reads_what_was_decided(page);
        anyone_finds_the_page(page, "bomen-zonder-scripts");
    }

    @Test
    void with_the_command() throws Exception {
        Path trees = file("trees-by-command.csv");

        Product.Answer first = Product.run(
                "publish", trees.toString(), "--home", senne().home().toString());
        Product.Answer second = Product.run(
                "publish", trees.toString(), "--home", senne().home().toString());

        assertThat(first.said()).contains("published as version 1").contains("rows read      3");
        assertThat(first.exitCode()).isZero();
        assertThat(second.said()).contains("already published");
        assertThat(second.exitCode()).isZero();
        anyone_finds_the_answers_of_the_api("trees-by-command");
    }

    @Test
    void a_file_that_is_no_table_is_refused_with_a_reason_and_an_exit_code() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path header = Files.writeString(folder.resolve("header.csv"), "a;b;c\n");

        Product.Answer answer = Product.run(
                "publish",
                empty.toString(),
                header.toString(),
                "missing.csv",
                "--home",
                senne().home().toString());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.complained())
                .contains("empty.csv: The file is empty")
                .contains("header.csv: nothing was published")
                .contains("missing.csv: there is no such file");
    }

    @Test
    void a_file_with_too_many_wrong_rows_is_refused_and_the_page_that_lists_them_is_named() throws Exception {
        Path amounts = Files.writeString(folder.resolve("amounts.csv"), "day;amount\n1;12,50\n2;dozen\n3;9,50\n");

        Product.Answer answer = Product.run(
                "publish",
                "--type",
                "amount=decimal",
                amounts.toString(),
                "--home",
                senne().home().toString());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.complained())
                .contains("amounts.csv: nothing was published. 1 of 3 rows")
                .contains("on line 3: “dozen” in column amount.")
                .contains(" See " + senne().address() + "/deliveries/");
    }

    @Test
    void with_the_command_where_no_server_runs() throws Exception {
        Path home = folder.resolve("city");

        Product.Answer answer = Product.run("publish", file("trees.csv").toString(), "--home", home.toString());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.said()).contains("published as version 1 of trees").contains("./senne serve --home " + home);
        assertThat(answer.complained()).doesNotContain("Exception");
    }

    private void the_administrator_enters_by_a_link(Page page) throws Exception {
        Product.Answer link =
                Product.run("sign-in-link", "--home", senne().home().toString());
        page.navigate(link.said().strip());
        the_page_is_for_everybody(page);
        page.locator("button[name=choice][value=skip]").click();
        assertThat(page.locator("header a[href='/account']")).isVisible();
    }

    private void she_publishes(Page page, Path file) {
        page.navigate("/publish");
        the_page_is_for_everybody(page);
        page.locator("input[type=file]").setInputFiles(file);
        if (withScripts) {
            assertThat(page.locator(".file-choice__name"))
                    .hasText(file.getFileName().toString());
            the_page_is_for_everybody(page);
        } else {
            assertThat(page.locator(".file-choice__shown")).isHidden();
        }
        page.locator("main form button").last().click();
        page.waitForURL("**/deliveries/*");
        page.locator("a[href^='/datasets/']").first().waitFor();
    }

    private void she_reads_what_was_decided(Page page) {
        assertThat(page.locator("form.decisions")).containsText("windows-1252");
        assertThat(page.locator("form.decisions")).containsText("31370");
        assertThat(page.locator("form.decisions")).containsText("non renseigné");
        the_page_is_for_everybody(page);
    }

    private void she_is_led_to_the_delivery_that_was_read(Page page) {
        assertThat(page.locator("form.decisions")).hasCount(0);
        page.locator(".delivery-links a[href^='/deliveries/']").click();
    }

    private void she_decides_otherwise_about_a_column(Page page) {
        String before = page.url();
        page.locator("select[aria-label*='Circonférence']").selectOption("text");
        page.locator(".decisions__go button").click();
        page.waitForURL(address -> address.contains("/deliveries/") && !address.equals(before));
        page.locator("a[href^='/datasets/']").first().waitFor();
        assertThat(page.locator("select[aria-label*='Circonférence']")).hasValue("text");
    }

    private void anyone_finds_the_page(Page page, String dataset) {
        page.navigate("/");
        the_page_is_for_everybody(page);
        page.locator("main a[href='/datasets/" + dataset + "']").first().click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        for (String part : new String[] {"", "/table", "/map", "/versions", "/export", "/api"}) {
            page.navigate("/datasets/" + dataset + part);
            the_page_is_for_everybody(page);
            page.setViewportSize(390, 800);
            the_page_is_for_everybody(page);
            page.setViewportSize(1280, 900);
        }
    }

    private void anyone_finds_the_answers_of_the_api(String dataset) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI records =
                    address("/api/explore/v2.1/catalog/datasets/" + dataset + "/records?where=n_arbre%3D%220018%22");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(records).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"total_count\":1").contains("Érable plane");
        }
    }

    private void the_page_is_for_everybody(Page page) {
        if (!withScripts) return;
        Accessible.to_everybody(page);
        Accessible.without_sideways_scrolling(page);
    }

    private Path file(String name) throws Exception {
        return Files.write(folder.resolve(name), TREES.getBytes(Charset.forName("windows-1252")));
    }
}
