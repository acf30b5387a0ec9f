package city.senne.data.explore.maps;

import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.MainColour;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The layers in which the pages' maps draw rows and their counts (`place-layers.json`, which the pages read too), in
/// the
/// colours of the portal on light grounds (`tokens.css`, and the main colour that the operator chose).
@Component
public class PlaceStyle {
    /// The source that the layers draw.
    public static final String SOURCE = "places";

    private static final String LAYERS = "place-layers.json";
    private static final String TOKENS = "/city/senne/platform/web/style/tokens.css";
    private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}),");

    private final CurrentPortal portal;
    private final JsonMapper mapper;
    private final String layers;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    PlaceStyle(CurrentPortal portal, JsonMapper mapper) throws IOException {
        this.portal = portal;
        this.mapper = mapper;
        this.layers = read(LAYERS);
        Matcher token = TOKEN.matcher(read(TOKENS));
        while (token.find()) tokens.put(token.group(1), token.group(2));
    }

    private static String read(String resource) throws IOException {
        try (InputStream text = Objects.requireNonNull(PlaceStyle.class.getResourceAsStream(resource), resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// As MapLibre's style specification writes them, the lowest first.
    ///
    /// @param language of numbers
    public JsonNode layers(String language) {
        MainColour chosen = portal.portal().colour();
        String iris = chosen == null ? token("iris") : chosen.light().toString();
        return mapper.readTree(layers.replace("{paper}", token("sunken"))
                .replace("{surface}", token("surface"))
                .replace("{iris}", iris)
                .replace("{onIris}", token("on-iris"))
                .replace("{language}", language));
    }

    private String token(String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }
}
