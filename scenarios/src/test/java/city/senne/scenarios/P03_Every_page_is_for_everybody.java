package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each page in each of its states, on a large screen and a phone, by day and by night.
class P03_Every_page_is_for_everybody extends Walk {
    private static final String BENCHES = """
            Numéro;Rue;Posé le;Prix;Latitude;Longitude
            1;Place de l’Iris;12/03/1998;1250,50;50.8461;4.3512
            2;Place de l’Iris;31/12/2004;980,00;50.8479;4.3547
            3;Quai de la Source;05/05/2015;à demander;50.8502;4.3581
            4;Allée des Bateliers-du-Vieux-Canal-Souterrain;17/09/2021;1420,75;50.8533;4.3610
            """;

    @TempDir
    private Path folder;

    @Test
    void for_visitors() throws Exception {
        given_benches_are_published("bancs-pour-tous");
        String dataset = "/datasets/bancs-pour-tous";
        Page page = aPersonWhoReads("fr");
        every_page_is_for_everybody(
                page,
                200,
                "/",
                "/datasets",
                "/datasets?q=bancs",
                "/datasets?feature=map&sort=title",
                "/datasets?q=qwrtzp",
                "/datasets?q=bancs%20qwrtzp",
                "/datasets?q=qwrtzp&feature=map",
                dataset,
                dataset + "/table",
                dataset + "/table?q=iris&sort=-prix&from.prix=1000",
                dataset + "/table?q=qwrtzp&unknown.field=1",
                dataset + "/table?refine.rue=Place%20de%20l%E2%80%99Iris&exclude.rue=nulle%20part",
                dataset + "/versions",
                dataset + "/export",
                dataset + "/api",
                dataset + "/api?where=nothing",
                dataset + "/table/embed",
                dataset + "/map/embed",
                dataset + "/table?as_of=1",
                dataset + "/chart",
                dataset + "/chart?kind=bar&group=rue",
                dataset + "/chart?kind=line&group=pose_le&series=rue",
                dataset + "/chart?kind=histogram&of=prix",
                dataset + "/chart/embed?kind=bar&group=rue",
                "/metadata-quality",
                "/sign-in");
        every_page_is_for_everybody(page, 404, "/datasets/qwrtzp", "/qwrtzp");
        page.navigate(dataset + "/map");
        assertThat(page.locator(".map--drawn")).isVisible();
        Accessible.on_every_screen(page);
        page.locator(".places a").first().click();
        assertThat(page.locator("dl.record")).containsText("Place de l’Iris");
        Accessible.on_every_screen(page);
    }

    @Test
    void for_those_who_publish() throws Exception {
        given_benches_are_published("bancs-des-agents");
        String dataset = "/datasets/bancs-des-agents";
        Page page = aPersonWhoReads("nl");
        the_administrator_enters(page);
        every_page_is_for_everybody(
                page,
                200,
                "/account",
                "/publish",
                "/publish?dataset=bancs-des-agents",
                "/deliveries",
                "/sources",
                "/sources/new",
                "/datasets/deleted",
                "/settings",
                "/settings/map",
                "/settings/home",
                "/settings/legal",
                "/journal",
                "/journal?dataset=bancs-des-agents&kind=delivery-landed",
                "/journal?person=qwrtzp",
                "/journal?from=gisteren",
                dataset,
                dataset + "/edit",
                dataset + "/edit/fields",
                dataset + "/edit/access",
                dataset + "/edit/quality",
                dataset + "/access",
                "/organisations",
                dataset + "/edit/publication");
        nothing_unsaved_is_lost_without_asking(page, dataset);
        a_wrong_entry_is_explained_to_everybody(page, dataset);
        every_page_is_for_everybody(page, 405, dataset + "/publish");
        page.navigate("/deliveries");
        page.locator("a[href^='/deliveries/']").first().click();
        assertThat(page.locator("form.decisions")).isVisible();
        Accessible.on_every_screen(page);
        page.navigate(page.url() + "/rejected");
        Accessible.on_every_screen(page);
    }

    private void given_benches_are_published(String dataset) throws Exception {
        Path file = Files.writeString(folder.resolve(dataset + ".csv"), BENCHES);
        is_published("--type", "Prix=decimal", "--max-rejected", "50%", file.toString());
    }

    private void every_page_is_for_everybody(Page page, int status, String... addresses) {
        for (String address : addresses) {
            Response answer = page.navigate(address);
            Assertions.assertThat(answer.status()).as(address).isEqualTo(status);
            Accessible.on_every_screen(page);
        }
    }

    private void nothing_unsaved_is_lost_without_asking(Page page, String dataset) {
        List<String> asked = new ArrayList<>();
        Consumer<Dialog> stay = dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        };
        page.onDialog(stay);
        page.navigate(dataset + "/edit");
        page.locator("[name='contact.name']").fill("Guichet");
        page.locator(".brand").click();
        page.waitForCondition(() -> !asked.isEmpty());
        Assertions.assertThat(asked).containsExactly("beforeunload");
        assertThat(page).hasURL(Pattern.compile(".*" + dataset + "/edit$"));
        assertThat(page.locator("[name='contact.name']")).hasValue("Guichet");
        page.locator(".edit-form__go button").click();
        assertThat(page.locator(".notice--success")).isVisible();
        page.locator(".brand").click();
        assertThat(page).hasURL(address("/").toString());
        Assertions.assertThat(asked).hasSize(1);
        page.offDialog(stay);
    }

    private void a_wrong_entry_is_explained_to_everybody(Page page, String dataset) {
        page.navigate(dataset + "/edit");
        page.locator("[name='contact.email']").fill("no address");
        page.locator(".edit-form__go button").click();
        assertThat(page.locator(".notice--error")).isVisible();
        Accessible.on_every_screen(page);
    }
}
