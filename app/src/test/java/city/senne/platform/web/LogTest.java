package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server's log looks like, as `logback.xml` says it.
class LogTest {
    private static final String ASKED =
            "no dataset\r\n2026-11-23T10:00:00Z ERROR city.senne: all is lost\u2028and more";

    @Test
    void what_an_entry_quotes_cannot_pretend_to_be_the_next_one() throws Exception {
        String written = written("text");
        assertThat(written.strip().lines()).hasSize(1);
        assertThat(written).contains("Refused: no dataset / 2026").doesNotContain("\u2028");
    }

    @Test
    void a_program_reads_each_entry_as_an_object() throws Exception {
        JsonNode entry = JsonMapper.shared().readTree(written("json"));
        assertThat(entry.path("formattedMessage").asString()).isEqualTo("Refused: " + ASKED);
        assertThat(entry.path("level").asString()).isEqualTo("WARN");
        assertThat(entry.path("timestamp").asLong()).isPositive();
    }

    private static String written(String format) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("SENNE_LOG", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> errors = (ConsoleAppender<ILoggingEvent>) root.getAppender("ERRORS");
        LoggingEvent event = new LoggingEvent("", root, Level.WARN, "Refused: {}", null, new Object[] {ASKED});
        return new String(errors.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
