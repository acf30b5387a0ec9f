package city.senne.data.query;

import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.Question;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How questions are answered.
///
/// @param memory what the engine may use for all questions together; what does not fit goes to disk
/// @param concurrent how many quick questions are answered at the same time; others wait
/// @param slow how many of the others are; with 0 one less than there are processors, at least two
/// @param waiting how many slow questions may wait; one more is refused at once
/// @param quickRows up to how many rows every question of a dataset is quick
/// @param exports how many exports are sent at the same time; others wait
/// @param patience how long a question waits for its turn before it is refused
/// @param timeout how long a question for a page may take
/// @param exportTimeout how long an export may take
/// @param keptAnswers how many bytes of small answers of the API are kept for others who ask the same
/// @param additions how much Senne adds to the query language of the Explore API
@ConfigurationProperties("senne.query")
public record QuerySettings(
        @DefaultValue("1GB") String memory,
        @DefaultValue("8") int concurrent,
        @DefaultValue("0") int slow,
        @DefaultValue("100") int waiting,
        @DefaultValue("50000") int quickRows,
        @DefaultValue("8") int exports,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("2h") Duration exportTimeout,
        @DefaultValue("16MB") DataSize keptAnswers,
        @DefaultValue("new") Additions.Extent additions) {

    /// The question in the language that is spoken here.
    Question spoken(Question question) {
        return question.extended(additions);
    }

    int slowTurns() {
        // With one, a single long question would hold up every map and table of large datasets.
        return slow > 0 ? slow : Math.max(2, Runtime.getRuntime().availableProcessors() - 1);
    }
}
