package city.senne.data.query;

import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.DuckDbRenderer;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Odsql;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Relation;
import city.senne.engine.odsql.Rows;
import city.senne.engine.odsql.View;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/// A table that is held in memory, and answers questions until it is closed.
public final class HeldTable implements AutoCloseable {
    private final QueryEngine engine;
    private final QuerySettings settings;
    private final Clock clock;
    private final String name;
    private final View view;

    HeldTable(QueryEngine engine, QuerySettings settings, Clock clock, String name, TableSchema schema) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.name = name;
        this.view = View.of(schema);
    }

    /// Binds a question; throws OdsqlException when it does not fit the table.
    public BoundQuery bind(Question question, List<FacetRequest> facets) {
        return Odsql.bind(settings.spoken(question), view, clock.instant(), facets);
    }

    /// To be closed.
    public Answer rows(BoundQuery query) {
        return Answer.of(engine.quickTurn(), renderer().page(query), settings.timeout());
    }

    /// How many rows (or groups) there are on all pages.
    public long count(BoundQuery query) {
        try (Answer answer = Answer.of(engine.quickTurn(), renderer().count(query), settings.timeout())) {
            answer.next();
            return ((Number) Objects.requireNonNull(answer.value(0))).longValue();
        }
    }

    public List<Facets.Facet> facets(Question question, List<FacetRequest> requests) {
        try (Lane.Turn turn = engine.quickTurn()) {
            return new Facets(relation(), Rows.on(turn.connection(), settings.timeout()))
                    .of(settings.spoken(question), view, requests, clock.instant());
        } catch (SQLException e) {
            throw Answer.failure(e, settings.timeout());
        }
    }

    private DuckDbRenderer renderer() {
        return new DuckDbRenderer(relation());
    }

    private Relation relation() {
        return Relation.of(name).orderedBy("rowid");
    }

    /// Lets go of the rows. Questions that are being answered get their answer.
    @Override
    public void close() {
        try (Lane.Turn turn = engine.quickTurn();
                Statement statement = turn.connection().createStatement()) {
            statement.execute("drop table if exists " + name);
        } catch (SQLException e) {
            throw Answer.failure(e, settings.timeout());
        }
    }
}
