package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a person holds in her hands, as far as its browser says: enough for her to know it again, and no more.
///
/// @param browser its name, empty when unknown
/// @param system the name of what it runs on, empty when unknown
public record Device(String browser, String system) {
    public static final Device UNKNOWN = new Device("", "");

    /// The first that fits counts: most browsers also claim to be others.
    private static final Map<String, String> BROWSERS = ordered(
            "Edg", "Edge",
            "OPR/", "Opera",
            "Vivaldi/", "Vivaldi",
            "SamsungBrowser/", "Samsung Internet",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Version/", "Safari",
            "curl/", "curl",
            "Java-http-client/", "Java");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android", "Android",
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Windows", "Windows",
            "Mac OS X", "macOS",
            "CrOS", "ChromeOS",
            "Linux", "Linux");

    public static Device of(HttpServletRequest request) {
        String said = request.getHeader("User-Agent");
        return said == null ? UNKNOWN : of(said);
    }

    /// @param said the header `User-Agent`
    static Device of(String said) {
        return new Device(first(BROWSERS, said), first(SYSTEMS, said));
    }

    /// `Firefox on Linux`.
    public String called(Words words) {
        if (browser.isEmpty()) return system.isEmpty() ? words.of("identity.device.unknown") : system;
        return system.isEmpty() ? browser : words.of("identity.device", browser, system);
    }

    private static String first(Map<String, String> signs, String said) {
        return signs.entrySet().stream()
                .filter(sign -> said.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
        return map;
    }
}
