package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sum of fractions ends in other digits when they are added up in another order. Whoever chooses what is added up
/// could learn from it in which order rows lie, and that may be the order of what is hidden from her.
@OpenHouse
class SummedOrderTest extends Houses {
    private static final int ROWS = 900;
    private static final double LARGE = 1e16;

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private Path files;

    @BeforeEach
    void sorted_by_a_hidden_price(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        StringBuilder csv = new StringBuilder("ref;trio;part;commune;price\n");
        for (int i = 0; i < ROWS; i++) {
            int ref = i * 367 % ROWS;
            csv.append("%d;%d;%s;Ixelles;%d%n".formatted(ref, ref / 3, "abc".charAt(ref % 3), 1_000 + i));
        }
        deliver(closed, csv);
        HttpResponse<String> shared = add(rule("partner-" + number), "ref", "trio", "part", "commune");
        assertThat(shared.statusCode()).as(shared.body()).isEqualTo(303);
    }

    private void deliver(String id, CharSequence rows) throws Exception {
        Path file = Files.writeString(files.resolve(id + ".csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n");
        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
    }

    /// Of the first hundred groups, or rows, what stands under a name, as it is written.
    private List<String> values(String name, String dataset, Map<String, String> question) throws Exception {
        String asked = question.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = partner.ask(API + dataset + "/records?limit=100&" + asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode results = JsonMapper.shared().readTree(answer.body()).get("results");
        List<String> values =
                results.values().stream().map(row -> row.get(name).toString()).toList();
        assertThat(values).isNotEmpty();
        return values;
    }

    /// The large ones are gone before the small one comes, or they swallow it.
    @Test
    void a_sum_of_fractions_does_not_tell_which_row_lies_last() throws Exception {
        String value = "case(part = 'a', 10000000000000000.5, part = 'b', -10000000000000000.5, 1.5)";
        for (String function : List.of("sum", "avg")) {
            Map<String, String> question = Map.of("select", function + "(" + value + ") as s", "group_by", "trio");
            assertThat(Set.copyOf(values("s", closed, question))).as(function).hasSize(1);
        }
        Set<String> totals = new HashSet<>();
        for (int trio = 0; trio < 20; trio++) {
            Map<String, String> question = Map.of("select", "sum(" + value + ") as s", "where", "trio = " + trio);
            totals.addAll(values("s", closed, question));
        }
        assertThat(totals).hasSize(1);
    }

    /// Two zeros are the same, and the first of them is shown.
    @Test
    void the_sign_of_a_zero_does_not_tell_which_row_lies_first() throws Exception {
        String zero = "case(part = 'a', 0 * -1.5, 0 * 1.5)";
        for (String function : List.of("min", "max", "median")) {
            Map<String, String> question = Map.of("select", function + "(" + zero + ") as s", "group_by", "trio");
            assertThat(Set.copyOf(values("s", closed, question))).as(function).hasSize(1);
        }
        Map<String, String> question = Map.of("select", "trio, s", "group_by", "trio, " + zero + " as s");
        assertThat(Set.copyOf(values("s", closed, question))).hasSize(1);
    }

    /// She brings what is to be added up, or the rows whose order it is, in a dataset of her own.
    @Test
    void a_join_does_not_tell_the_order_of_the_other_dataset() throws Exception {
        StringBuilder csv = new StringBuilder("ref;trio;value\n");
        double[] values = {LARGE, -LARGE, 1.5};
        for (int ref = 0; ref < ROWS / 3; ref++) csv.append("%d;%d;%s%n".formatted(ref, ref / 3, values[ref % 3]));
        deliver(open, csv);
        String join = closed + " on ref = ref as c";
        String found = "c.commune is not null";
        for (String value : List.of("value", "case(c.part = 'a', value, c.part = 'b', value, value)")) {
            Map<String, String> sums =
                    Map.of("select", "sum(" + value + ") as s", "group_by", "trio", "join", join, "where", found);
            assertThat(Set.copyOf(values("s", open, sums))).as(value).hasSize(1);
        }
        List<String> delivered =
                IntStream.range(0, 100).mapToObj(String::valueOf).toList();
        for (String select : List.of("ref, c.part", "ref, c.part, count(*) as n")) {
            Map<String, String> rows = Map.of("select", select, "join", join, "where", found);
            assertThat(values("ref", open, rows)).as(select).isEqualTo(delivered);
        }
    }
}
