package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator without code gives the portal its name, its look, a base map and a contact page, and takes them back.
class P04_An_operator_sets_up_the_portal extends Walk {
    @TempDir
    private Path folder;

    private boolean withScripts = true;

    @Test
    void in_french() throws Exception {
        Page page = aPersonWhoReads("fr");
        the_operator_enters_by_a_link(page);
        she_gives_the_portal_a_name_a_logo_and_a_colour(page, "Ville de Brume");
        she_puts_a_plan_of_her_own_under_the_maps(page, "plan-de-brume");
        she_writes_a_contact_page(page);
        she_takes_everything_back(page);
    }

    @Test
    void without_scripts_and_in_dutch() throws Exception {
        withScripts = false;
        Page page = aPersonWithoutScriptsWhoReads("nl");
        the_operator_enters_by_a_link(page);
        she_gives_the_portal_a_name_a_logo_and_a_colour(page, "Stad Nevel");
        she_puts_a_plan_of_her_own_under_the_maps(page, "plan-van-nevel");
        she_writes_a_contact_page(page);
        she_takes_everything_back(page);
    }

    private void the_operator_enters_by_a_link(Page page) throws Exception {
        Product.Answer link =
                Product.run("sign-in-link", "--home", senne().home().toString());
        page.navigate(link.said().strip());
        page.locator("button[name=choice][value=skip]").click();
        page.locator("header a[href='/settings']").click();
        assertThat(page).hasURL(address("/settings").toString());
        the_page_is_for_everybody(page);
    }

    private void she_gives_the_portal_a_name_a_logo_and_a_colour(Page page, String name) throws Exception {
        Path logo = Files.writeString(
                folder.resolve("logo.svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><circle cx=\"20\" cy=\"20\" r=\"18\"/></svg>");
        page.locator("label:has(input[name=shown][value=all])").click();
        for (String language : List.of("fr", "nl", "en")) {
            page.locator("[name='name." + language + "']").fill(name);
        }
        page.locator("[name=logo]").setInputFiles(logo);
        page.locator("[name='colour.light']").fill("#ffcc00");
        save(page);
        assertThat(page.locator(".field--wrong .field__error")).containsText("#ffcc00");
        the_page_is_for_everybody(page);
        page.locator("[name=logo]").setInputFiles(logo);
        page.locator("[name='colour.light']").fill("#8a1538");
        save(page);
        assertThat(page.locator(".edit-notice")).hasCount(1);
        assertThat(page.locator(".brand__name")).hasText(name);
        assertThat(page.locator(".brand__logo")).isVisible();
        the_page_is_for_everybody(page);
        page.navigate("/");
        assertThat(page).hasTitle(name);
        the_page_is_for_everybody(page);
    }

    private void she_puts_a_plan_of_her_own_under_the_maps(Page page, String dataset) throws Exception {
        Path plan = Files.writeString(folder.resolve(dataset + ".csv"), """
                class;name;geometrie
                water;La Senne;POLYGON((4.34 50.84,4.36 50.84,4.36 50.85,4.34 50.85,4.34 50.84))
                street;Rue;LINESTRING(4.33 50.84,4.37 50.85)
                """);
        Product.Answer published =
                Product.run("publish", plan.toString(), "--home", senne().home().toString());
        assertThat(published.exitCode()).as(published.complained()).isZero();
        page.navigate("/settings/map");
        the_page_is_for_everybody(page);
        page.locator("[name='map.kind'][value=dataset]").check();
        page.locator("[name='map.dataset']").fill(dataset);
        save(page);
        assertThat(page.locator(".edit-notice")).hasCount(1);
        page.navigate("/datasets/" + dataset + "/map");
        assertThat(page.locator("senne-map")).hasAttribute("data-base", "dataset");
        assertThat(page.locator(".map__sources a")).hasAttribute("href", "/datasets/" + dataset);
    }

    private void she_writes_a_contact_page(Page page) {
        page.navigate("/settings/legal");
        the_page_is_for_everybody(page);
        page.locator("label:has(input[name=shown][value=all])").click();
        page.locator("[name='legal.contact.fr']").fill("## Guichet\n\nÀ l’hôtel de ville.");
        save(page);
        page.locator(".site-footer a[href='/about/contact']").click();
        assertThat(page.locator("main h2")).hasText("Guichet");
        the_page_is_for_everybody(page);
    }

    private void she_takes_everything_back(Page page) {
        page.navigate("/settings/home");
        the_page_is_for_everybody(page);
        page.navigate("/settings/legal");
        page.locator("label:has(input[name=shown][value=all])").click();
        page.locator("[name='legal.contact.fr']").fill("");
        save(page);
        assertThat(page.locator(".site-footer__legal")).hasCount(0);
        page.navigate("/settings/map");
        page.locator("[name='map.kind'][value=none]").check();
        save(page);
        page.navigate("/settings");
        page.locator("label:has(input[name=shown][value=all])").click();
        for (String language : List.of("fr", "nl", "en")) {
            page.locator("[name='name." + language + "']").fill("Senne");
        }
        page.locator("[name='logo.remove']").press("Space");
        page.locator("[name='colour.light']").fill("");
        page.locator("[name='colour.dark']").fill("");
        save(page);
        assertThat(page.locator(".brand__logo")).hasCount(0);
        assertThat(page.locator(".brand__name")).hasText("Senne");
    }

    private static void save(Page page) {
        page.locator(".edit-form__go button").click();
    }

    private void the_page_is_for_everybody(Page page) {
        if (!withScripts) return;
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Accessible.to_everybody(page);
        }
        page.setViewportSize(390, 800);
        Accessible.to_everybody(page);
        Accessible.without_sideways_scrolling(page);
        page.setViewportSize(1280, 900);
    }
}
