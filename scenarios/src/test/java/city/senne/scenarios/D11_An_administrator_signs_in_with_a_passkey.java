package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// She makes a passkey, enters with it and nothing else, and tells with it that it is she. Whoever has no scripts finds
/// the pages as they were.
class D11_An_administrator_signs_in_with_a_passkey extends Walk {
    private static final String PASSWORD = "sous le boulevard, la rivière";

    @Test
    void and_types_no_password() throws Exception {
        Page page = aPersonWhoReads("nl");
        given_a_computer_with_a_finger_on_it(page);
        the_administrator_enters(page);
        given_she_has_a_password(page);

        she_makes_a_passkey(page);
        Accessible.on_every_screen(page);
        page.locator("form[action='/sign-out'] button").click();

        page.navigate("/sign-in?next=/account/passkeys");
        Accessible.on_every_screen(page);
        page.locator("use-passkey button").click();
        assertThat(page).hasURL(address("/account/passkeys").toString());
        assertThat(page.locator("main tbody tr")).not().containsText("nog niet");

        she_removes_it_and_confirms_with_it(page);
    }

    @Test
    void without_scripts_nothing_is_there_that_does_not_work() {
        Page page = aPersonWithoutScriptsWhoReads("fr");
        page.navigate("/sign-in");
        assertThat(page.locator("use-passkey button")).isHidden();
        assertThat(page.locator("#field-password")).isVisible();
    }

    private static void given_a_computer_with_a_finger_on_it(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        JsonObject computer = new JsonObject();
        computer.addProperty("protocol", "ctap2");
        computer.addProperty("transport", "internal");
        computer.addProperty("hasResidentKey", true);
        computer.addProperty("hasUserVerification", true);
        computer.addProperty("isUserVerified", true);
        computer.addProperty("automaticPresenceSimulation", true);
        JsonObject options = new JsonObject();
        options.add("options", computer);
        browser.send("WebAuthn.addVirtualAuthenticator", options);
    }

    private static void given_she_has_a_password(Page page) {
        page.navigate("/account/password");
        page.locator("#field-password").fill(PASSWORD);
        page.locator("main form .buttons .button").click();
        assertThat(page.locator(".notice--success")).isVisible();
    }

    private static void she_makes_a_passkey(Page page) {
        page.navigate("/account");
        page.locator("a[href='/account/passkeys']").click();
        Accessible.on_every_screen(page);
        page.locator("#field-name").fill("Computer op kantoor");
        page.locator("#field-password").fill(PASSWORD);
        page.locator("main form .buttons .button").click();
        Accessible.on_every_screen(page);
        page.locator("make-passkey button").click();
        assertThat(page).hasURL(address("/account/passkeys").toString());
        assertThat(page.locator("main tbody tr")).containsText(new String[] {"Computer op kantoor"});
        assertThat(page.locator("main tbody tr")).containsText("nog niet");
    }

    private static void she_removes_it_and_confirms_with_it(Page page) {
        page.locator("main tbody a").click();
        Accessible.on_every_screen(page);
        Locator form = page.locator("form[action$='/remove']");
        form.locator("use-passkey button").click();
        assertThat(form.locator(".passkey__done")).isVisible();
        assertThat(form.locator("#field-password")).isHidden();
        Accessible.on_every_screen(page);
        form.locator(".button--danger").click();
        assertThat(page).hasURL(address("/account/passkeys").toString());
        assertThat(page.locator("main tbody tr")).hasCount(0);
    }
}
