package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.trust.identity.Browser;
import city.senne.trust.organisations.Townspeople;
import java.net.http.HttpResponse;
import java.util.Map;

/// The forms of passkeys, filled in as a browser does.
final class PasskeyForms {
    static final String PASSWORD = Townspeople.PASSWORD;
    static final String HERE = "/account/passkeys";

    private final int port;

    PasskeyForms(int port) {
        this.port = port;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    /// A device with a passkey of who is signed in there.
    PasskeyDevice make(Browser browser, String name) throws Exception {
        PasskeyDevice device = new PasskeyDevice(origin());
        String options = options(begin(browser, Map.of("name", name, "password", PASSWORD)));
        assertThat(browser.submit(HERE, HERE, Map.of("name", name, "made", device.make(options)))
                        .statusCode())
                .isEqualTo(303);
        return device;
    }

    static HttpResponse<String> begin(Browser browser, Map<String, String> form) throws Exception {
        return browser.submit("/account", HERE + "/begin", form);
    }

    static String options(HttpResponse<String> page) {
        return Browser.found("<make-passkey[^>]* options=\"([^\"]*)\"", page)
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }

    /// What a passkey is asked to sign, to sign in.
    static String ask(Browser browser) throws Exception {
        return browser.submit(form(browser), "/sign-in/passkey/begin", Map.of()).body();
    }

    /// What a passkey is asked to sign, to confirm who is signed in.
    static String challenge(Browser browser) throws Exception {
        return browser.submit("/account", HERE + "/challenge", Map.of()).body();
    }

    /// The status of the answer.
    static int signIn(Browser browser, PasskeyDevice device) throws Exception {
        return send(browser, device.sign(ask(browser)));
    }

    static int send(Browser browser, String signed) throws Exception {
        return browser.submit(form(browser), "/sign-in/passkey", Map.of("passkey", signed))
                .statusCode();
    }

    /// A page with a form for this browser, signed in or not.
    private static String form(Browser browser) throws Exception {
        return browser.get("/sign-in").statusCode() == 200 ? "/sign-in" : "/account";
    }
}
