package city.senne;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.util.Base64;

/// The token of a form, for tests that send one without having loaded its page.
public final class FormToken {
    private static final String TOKEN = "00000000-0000-4000-8000-000000000000";

    private FormToken() {}

    /// As a browser sends it, once in its cookie and once with the form.
    public static HttpRequest.Builder with(HttpRequest.Builder request) {
        return request.header("Cookie", "senne_csrf=" + TOKEN).header("X-XSRF-TOKEN", masked());
    }

    /// The token after as many bytes with which it is masked; these are none.
    private static String masked() {
        byte[] token = TOKEN.getBytes(UTF_8);
        byte[] masked = new byte[2 * token.length];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }
}
