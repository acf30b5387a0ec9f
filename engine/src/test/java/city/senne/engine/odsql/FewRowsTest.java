package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FewRowsTest {
    private static final Question PAGE = Question.EVERYTHING.page(100, 500);

    @Test
    void a_page_in_the_tables_own_order_reads_few_rows() {
        assertThat(readsFewRows(PAGE)).isTrue();
        assertThat(readsFewRows(PAGE.select("commune, hauteur * 2 as h"))).isTrue();
    }

    @Test
    void whatever_needs_every_row_does_not() {
        assertThat(readsFewRows(PAGE.where("id = 3"))).isFalse();
        assertThat(readsFewRows(PAGE.refine("commune:Uccle"))).isFalse();
        assertThat(readsFewRows(PAGE.orderBy("commune"))).isFalse();
        assertThat(readsFewRows(PAGE.select("count(*)"))).isFalse();
        assertThat(readsFewRows(PAGE.select("count(*)").groupBy("commune"))).isFalse();
    }

    @Test
    void nor_does_a_page_far_behind_or_without_an_end() {
        assertThat(readsFewRows(PAGE.page(100, 1_000_000))).isFalse();
        assertThat(readsFewRows(PAGE.page(100, Integer.MAX_VALUE))).isFalse();
        assertThat(readsFewRows(PAGE.page(null, 0))).isFalse();
    }

    @Test
    void nor_does_somebodys_question_who_may_see_only_some_rows() {
        View some = new View(Trees.SCHEMA, Set.of(), "id = 3", Map.of());
        assertThat(Odsql.bind(PAGE, some, Trees.NOW).readsFewRows()).isFalse();
    }

    private static boolean readsFewRows(Question question) {
        return Odsql.bind(question, View.of(Trees.SCHEMA), Trees.NOW).readsFewRows();
    }
}
