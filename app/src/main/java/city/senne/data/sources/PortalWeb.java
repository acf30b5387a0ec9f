package city.senne.data.sources;

import city.senne.data.ingest.OutsideWeb;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One conversation with a portal: one question at a time, asked again after a pause while the portal is busy.
final class PortalWeb {
    private static final int MOST_BYTES = 8 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(1_000_000)
                            .maxNestingDepth(50)
                            .build())
                    .build())
            .build();
    private static final String TAG = " etag ";
    private static final String DAY = " since ";
    private static final int ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final OutsideWeb web;
    private final Clock clock;
    private final Duration firstPause;
    private final BooleanSupplier isEnding;

    /// @param firstPause before a question is asked again; each next one is twice as long
    PortalWeb(OutsideWeb web, Clock clock, Duration firstPause, BooleanSupplier isEnding) {
        this.web = web;
        this.clock = clock;
        this.firstPause = firstPause;
        this.isEnding = isEnding;
    }

    /// Throws UnreadableDelivery, and PortalFailure where something else than JSON comes.
    JsonNode json(String address) throws InterruptedException {
        OutsideWeb.Text text = text(address, "application/json", MOST_BYTES);
        try {
            return parsed(text.content());
        } catch (JacksonException e) {
            throw new PortalFailure(Note.of("not-json", address));
        }
    }

    /// Short in bytes may be long in memory: both are bounded. Throws JacksonException.
    static JsonNode parsed(byte[] content) {
        return MAPPER.readTree(content);
    }

    /// A whole answer with status 200; throws UnreadableDelivery for any other.
    ///
    /// @param most bytes; a longer one is refused
    OutsideWeb.Text text(String address, String accept, int most) throws InterruptedException {
        return read(address, Map.of("Accept", accept), most);
    }

    /// What names the state of a file, asked of whoever has it, which is not sent again where it is what it was. Empty
    /// where it has no such name. Throws UnreadableDelivery.
    ///
    /// @param known what named the state before; may be empty
    String stamp(String address, String known) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        String tagged = address + TAG;
        String dated = address + DAY;
        if (known.startsWith(tagged)) headers.put("If-None-Match", known.substring(tagged.length()));
        if (known.startsWith(dated)) headers.put("If-Modified-Since", known.substring(dated.length()));
        var patience = new OutsideWeb.Patience(clock.instant().plus(PATIENCE), isEnding);
        try (OutsideWeb.Answer answer = web.get(address, headers, patience)) {
            if (answer.status() == 304 && !headers.isEmpty()) return known;
            // Whoever fetches it tells what is wrong with it.
            if (answer.status() != 200) return "";
            return answer.header("etag")
                    .filter(PortalWeb::isStorable)
                    .map(tagged::concat)
                    .or(() -> answer.header("last-modified")
                            .filter(PortalWeb::isStorable)
                            .map(dated::concat))
                    .orElse("");
        } catch (IOException e) {
            throw new UnreadableDelivery(Reason.of("delivery.not_fetched", host(address)), e);
        }
    }

    private static boolean isStorable(String header) {
        return header.length() <= 200 && header.matches("\\p{Print}+");
    }

    /// An answer with status 200; throws UnreadableDelivery for any other.
    private OutsideWeb.Text read(String address, Map<String, String> headers, int most) throws InterruptedException {
        Duration pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            try {
                var patience = new OutsideWeb.Patience(clock.instant().plus(PATIENCE), isEnding);
                OutsideWeb.Text text = web.read(address, headers, most, patience);
                if (text.status() == 200) return text;
                boolean isBusy = text.status() == 429 || text.status() >= 500;
                if (!isBusy || attempt == ATTEMPTS) {
                    throw new UnreadableDelivery(Reason.of("delivery.fetch_status", host(address), text.status()));
                }
                pause = text.retryAfter().flatMap(PortalWeb::seconds).orElse(pause);
            } catch (UnreadableDelivery e) {
                boolean mayPass = e.reason().code().equals("delivery.not_fetched");
                if (!mayPass || attempt == ATTEMPTS) throw e;
            }
            pause(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            pause = pause.multipliedBy(2);
        }
    }

    private void pause(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            if (isEnding.getAsBoolean()) throw new OutsideWeb.BrokenOff();
            Thread.sleep(Math.min(200, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static String host(String address) {
        return String.valueOf(URI.create(address).getHost());
    }
}
