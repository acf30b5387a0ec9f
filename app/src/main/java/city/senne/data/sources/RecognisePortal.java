package city.senne.data.sources;

import city.senne.data.ingest.OutsideWeb;
import city.senne.engine.delivery.UnreadableDelivery;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds out what speaks at an address, by asking it what only one kind of portal answers.
@Component
class RecognisePortal {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int MOST_BYTES = 1 << 20;

    private final OutsideWeb web;
    private final Clock clock;

    RecognisePortal(OutsideWeb web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    /// Empty when it is none that is known here. Throws UnreadableDelivery when nothing answers.
    Optional<Source.Type> recognise(String address) throws InterruptedException {
        if (answers(OpendatasoftPortal.datasets(address) + "?limit=1", answer -> answer.has("total_count"))) {
            return Optional.of(Source.Type.OPENDATASOFT);
        }
        if (answers(
                CkanPortal.actions(address) + "package_search?rows=1",
                answer -> answer.path("success").asBoolean(false))) {
            return Optional.of(Source.Type.CKAN);
        }
        if (answers(
                OgcPortal.collections(address) + "?f=json",
                answer -> answer.path("collections").isArray())) {
            return Optional.of(Source.Type.OGC);
        }
        if (isFeatureService(address)) return Optional.of(Source.Type.WFS);
        String format = FileFormat.ofAddress(address);
        boolean isFile = FileFormat.isReadable(format);
        // What ends so may be a catalogue too.
        if (isFile && !format.equals("json")) return Optional.of(Source.Type.FILE);
        if (isCatalogue(address)) return Optional.of(Source.Type.DCAT);
        return isFile ? Optional.of(Source.Type.FILE) : Optional.empty();
    }

    private boolean isFeatureService(String address) throws InterruptedException {
        try {
            var patience = new OutsideWeb.Patience(clock.instant().plus(PATIENCE), () -> false);
            String asked = WfsPortal.capabilities(address);
            OutsideWeb.Text text = web.read(asked, Map.of(), WfsPortal.MOST_BYTES, patience);
            return text.status() == 200 && WfsPortal.parse(text.content()).isPresent();
        } catch (UnreadableDelivery other) {
            return false;
        }
    }

    private boolean isCatalogue(String address) throws InterruptedException {
        try {
            var patience = new OutsideWeb.Patience(clock.instant().plus(PATIENCE), () -> false);
            Map<String, String> headers = Map.of("Accept", DcatPortal.ACCEPT);
            OutsideWeb.Text text = web.read(address, headers, RdfReader.MOST_BYTES, patience);
            if (text.status() != 200) return false;
            RdfGraph graph = RdfReader.read(text.content(), text.type(), address);
            return !graph.ofType(DcatPortal.DATASET).isEmpty()
                    || !graph.ofType(DcatPortal.CATALOGUE).isEmpty();
        } catch (PortalFailure | UnreadableDelivery otherwise) {
            return false;
        }
    }

    private boolean answers(String address, Predicate<JsonNode> expected) throws InterruptedException {
        try {
            var patience = new OutsideWeb.Patience(clock.instant().plus(PATIENCE), () -> false);
            OutsideWeb.Text text = web.read(address, Map.of("Accept", "application/json"), MOST_BYTES, patience);
            return text.status() == 200 && expected.test(PortalWeb.parsed(text.content()));
        } catch (JacksonException otherwise) {
            return false;
        }
    }
}
