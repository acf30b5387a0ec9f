package city.senne.data.mcp;

import city.senne.data.catalog.NoSuchDataset;
import city.senne.data.query.TooBusy;
import city.senne.data.query.TooLarge;
import city.senne.data.query.TookTooLong;
import city.senne.engine.odsql.OdsqlException;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.store.Outage;
import city.senne.platform.web.Problem;
import city.senne.trust.access.AccessRefused;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Turns whatever stopped a tool into words that say how to ask better.
@Component
class ToolRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRefusals.class);
    private static final int LONGEST = 200;

    private final Vocabulary vocabulary;

    ToolRefusals(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    String words(Exception exception) {
        Optional<Outage> outage = Outage.in(exception);
        if (outage.isPresent()) {
            LOG.warn("{}: {}", outage.get(), exception.getMessage());
            return "The server is hindered for the moment. Ask again later.";
        }
        return switch (exception) {
            case ToolRefused refused -> String.valueOf(refused.getMessage());
            case OdsqlException wrong -> wrong.getMessage() + " The resource senne://odsql explains the language.";
            case NoSuchDataset unknown -> noDataset(unknown.id());
            case AccessRefused refused -> refused(refused);
            case Problem problem -> words(problem);
            case TooBusy _ -> "Too many questions are being answered. Ask again in a few seconds.";
            case TooLarge _ -> "The question needs more memory than there is. Ask for fewer rows, groups or fields.";
            case TookTooLong _ -> "The question took too long. Narrow it with where, or ask for fewer groups.";
            default -> unexpected(exception);
        };
    }

    static String noDataset(String id) {
        return "There is no dataset “%s”, or none that this caller may know of. search_datasets finds ids."
                .formatted(shortened(id));
    }

    static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String refused(AccessRefused refused) {
        return switch (refused.reason()) {
            case SIGN_IN_NEEDED ->
                "These data are closed: an API key is needed, as the header “Authorization: Apikey <key>” of the connection.";
            case PURPOSE_NEEDED ->
                "These data are read for a purpose. Say in the argument purpose which of these it is: %s."
                        .formatted(String.join("; ", refused.purposes()));
            default -> "These data are not for this caller. Their page says how to ask for them.";
        };
    }

    private String words(Problem problem) {
        Words english = vocabulary.in(Language.EN);
        return english.of("problem." + problem.code(), problem.arguments()) + " "
                + english.of("problem." + problem.code() + ".hint", problem.arguments());
    }

    private static String unexpected(Exception exception) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", incident, exception);
        return "The server failed. Its log tells more under number %s.".formatted(incident);
    }
}
