package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The figures behind the charts of the first version of the API, on the twelve trees. What is expected was counted
/// from the file by another program.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstAnalysisTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
    }

    private JsonNode analyze(String query) throws Exception {
        return new FirstVisitor(port).trees("analyze", query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                // By the values of a field, in their order; nothing is no slice.
                "x=commune&y.n.func=COUNT ; [{\"x\":\"Bruxelles\",\"n\":3},{\"x\":\"Etterbeek\",\"n\":1},"
                        + "{\"x\":\"Forest\",\"n\":1},{\"x\":\"Ixelles\",\"n\":3},{\"x\":\"Laeken\",\"n\":1},"
                        + "{\"x\":\"Uccle\",\"n\":2}]",
                "x=commune&y.a.func=SUM&y.a.expr=hauteur&y.b.func=MAX&y.b.expr=hauteur&refine.commune=Bruxelles ; "
                        + "[{\"x\":\"Bruxelles\",\"a\":80,\"b\":31}]",
                "x=commune&y.q.func=SUMSQUARES&y.q.expr=hauteur&q=commune:Ixelles ; [{\"x\":\"Ixelles\",\"q\":308.0}]",
                "x=commune&y.d.func=SUM&y.d.expr=hauteur * 2 + 1&refine.commune=Ixelles ; [{\"x\":\"Ixelles\",\"d\":63}]",
                "x=protege&y.n.func=COUNT ; [{\"x\":false,\"n\":5},{\"x\":true,\"n\":5}]",
                "x=tags&y.n.func=COUNT&sort=-n&maxpoints=2 ; [{\"x\":\"alignement\",\"n\":5},{\"x\":\"remarquable\",\"n\":4}]",
                // Without slices one figure, as a widget reads it.
                "y.serie1.func=COUNT ; [{\"serie1\":12}]",
                "y.serie1.func=AVG&y.serie1.expr=hauteur&geofilter.bbox=50.80,4.34,50.835,4.38 ; [{\"serie1\":12.5}]",
                // A constant, as a chart draws a line.
                "x=protege&y.c.func=AVG&y.c.expr=7 ; [{\"x\":false,\"c\":7.0},{\"x\":true,\"c\":7.0}]",
            })
    void figures(String query, String expected) throws Exception {
        assertThat(analyze(query).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "x=plante.year&q=plante:[1998 TO 2020] ; "
                        + "[{\"x\":{\"year\":1998},\"n\":1},{\"x\":{\"year\":2014},\"n\":3},{\"x\":{\"year\":2020},\"n\":1}]",
                "x=plante.year&x=plante.month&sort=x.plante.year,x.plante.month&q=plante:2014 ; "
                        + "[{\"x\":{\"year\":2014,\"month\":3},\"n\":1},{\"x\":{\"year\":2014,\"month\":12},\"n\":2}]",
                "x=plante&q=id:T12 ; [{\"x\":{\"year\":2014,\"month\":12,\"day\":31},\"n\":1}]",
                "x=plante&precision=year&q=plante:2014 ; [{\"x\":{\"year\":2014},\"n\":3}]",
                "x=plante&periodic=month&q=plante:2014 ; [{\"x\":{\"month\":3},\"n\":1},{\"x\":{\"month\":12},\"n\":2}]",
                "x=plante.yearday&q=id:T12 ; [{\"x\":{\"yearday\":365},\"n\":1}]",
                "x=plante.year&sort=-x&maxpoints=2 ; [{\"x\":{\"year\":2020},\"n\":1},{\"x\":{\"year\":2014},\"n\":3}]",
                // T02 was seen on Saturday at 23:30 in London, on Sunday in Brussels.
                "x=releve.weekday&q=id:T02 ; [{\"x\":{\"weekday\":6},\"n\":1}]",
                "x=releve.weekday&q=id:T02&timezone=Europe/Brussels ; [{\"x\":{\"weekday\":7},\"n\":1}]",
                "x=releve&precision=hour&periodic=weekday&q=id:T02&timezone=Europe/Brussels ; "
                        + "[{\"x\":{\"weekday\":7,\"hour\":0},\"n\":1}]",
                // Two fields: each by its name.
                "x=commune&x=plante.year&q=plante:2014 ; [{\"x\":{\"commune\":\"Ixelles\",\"plante\":{\"year\":2014}},\"n\":2}]",
            })
    void times(String query, String expected) throws Exception {
        assertThat(analyze(query + "&y.n.func=COUNT").toString()).isEqualTo(expected);
    }

    @Test
    void a_cumulative_series_adds_up_along_the_slices() throws Exception {
        JsonNode answer = analyze("x=plante.year&y.n.func=COUNT&y.n.cumulative=true&q=plante:[1998 TO 2020]");
        assertThat(answer.valueStream().map(point -> point.path("n").asInt()).toList())
                .containsExactly(1, 4, 5);
    }

    @Test
    void deviations_and_quantiles() throws Exception {
        JsonNode all =
                analyze("y.s.func=STDDEV&y.s.expr=hauteur&y.q.func=QUANTILES&y.q.expr=hauteur&y.q.subsets=0,50,100");
        assertThat(all.at("/0/s").asDouble()).isCloseTo(8.0206, within(0.0001));
        assertThat(all.at("/0/q").toString()).isEqualTo("{\"0.0\":6.0,\"50.0\":19.0,\"100.0\":31.0}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, 100_000_000, 10_000_000_000L})
    void deviations_are_the_same_wherever_the_values_lie(long by) throws Exception {
        for (String sign : new String[] {"+", "-"}) {
            String expression = "hauteur " + sign + " " + by;
            assertThat(analyze("y.s.func=STDDEV&y.s.expr=" + expression)
                            .at("/0/s")
                            .asDouble())
                    .as(expression)
                    .isCloseTo(8.0206345, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUMSQUARES", "STDDEV", "SUM", "AVG"})
    void large_values_are_no_fault(String function) throws Exception {
        String expression = "hauteur";
        for (int digits = 9; digits <= 153; digits += 9) {
            expression += " * 1000000000";
            analyze("x=commune&sort=-n&y.n.func=" + function + "&y.n.expr=" + expression);
            analyze("y.n.func=" + function + "&y.n.expr=" + expression.replace("*", "* 1.5 *"));
            analyze("y.n.func=" + function + "&y.n.expr=" + expression.replace("hauteur", "7"));
        }
    }

    @Test
    void squares_are_added_up_in_floating_point() throws Exception {
        JsonNode answer = analyze("y.n.func=SUMSQUARES&y.n.expr=hauteur * 1000000000 * 10000000&q=commune:Ixelles");
        assertThat(answer.at("/0/n").asDouble()).isCloseTo(308e32, within(1e20));
    }

    @Test
    void a_series_is_told_as_a_whole_when_asked() throws Exception {
        JsonNode answer =
                analyze("x=commune&y.serie1.func=COUNT&agg.agg1.func=MIN,MAX&agg.agg1.expr=serie1&sort=-serie1");
        assertThat(answer.path("results")).hasSize(6);
        assertThat(answer.at("/results/0/serie1").asInt()).isEqualTo(3);
        assertThat(answer.at("/aggregations/agg1/min").asInt()).isEqualTo(1);
        assertThat(answer.at("/aggregations/agg1/max").asInt()).isEqualTo(3);
    }

    @Test
    void what_is_no_slice_does_not_change_the_order() throws Exception {
        assertThat(analyze("x=commune&y.n.func=COUNT&sort=-plante").at("/0/x").asString())
                .isEqualTo("Bruxelles");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=commune",
                "x=absent&y.n.func=COUNT",
                "x=commune.year&y.n.func=COUNT",
                "x=plante&precision=lunar&y.n.func=COUNT",
                "x=localisation&y.n.func=COUNT",
                "x=commune&y.n.func=PRODUCT&y.n.expr=hauteur",
                "x=commune&y.n.func=SUM",
                "x=commune&y.n.func=SUM&y.n.expr=absent",
                "x=commune&y.n.func=SUM&y.n.expr=hauteur), count(*",
                "x=commune&y.n.func=SUM&y.n.expr=nom",
                "x=commune&y.n.func=QUANTILES&y.n.expr=hauteur&y.n.subsets=101",
                "x=commune&y.n.func=COUNT&maxpoints=-1",
                "x=commune&y.n.func=COUNT&agg.a.func=MIN&agg.a.expr=absent",
                "x=commune&y.n.func=COUNT&join.a.remotedataset=other",
                "x=commune&y.n.func=COUNT&geofilter.bbox=here",
            })
    void what_cannot_be_computed_is_refused(String query) throws Exception {
        HttpResponse<String> response =
                new FirstVisitor(port).get("/api/records/1.0/analyze", "dataset=arbres&" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    }
}
