package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several rules about one value: the clearest view that one of them permits is what is seen, row by row; what is
/// denied is not seen at all.
@OpenHouse
class MixedGrainsTest extends Houses {
    @BeforeEach
    void prices_in_thousands_for_all(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        Map<String, String> all = rule("partner-" + number);
        all.remove("rows");
        all.putAll(Map.of("grain.price", "step", "grain-by.price", "1000", "grain.geo_point_2d", "empty"));
        assertThat(add(all, "ref", "price", "geo_point_2d").statusCode()).isEqualTo(303);
    }

    private String prices() throws Exception {
        return partner.ask(API + closed + "/exports/csv?select=ref,price&delimiter=%3B&order_by=ref&with_bom=false")
                .body()
                .strip()
                .replace("\r", "")
                .replace("\n", " ")
                .replace("ref;price ", "");
    }

    @Test
    void the_clearest_permitted_view_of_each_value_wins() throws Exception {
        assertThat(prices()).isEqualTo("h1;0 h2;9000 h3;0 h4;0");
        Map<String, String> ixelles = rule("partner-" + number);
        assertThat(add(ixelles, "price", "geo_point_2d").statusCode()).isEqualTo(303);
        assertThat(prices()).isEqualTo("h1;100 h2;9000 h3;300 h4;0");
        assertThat(partner.ask(API + closed + "/records?where=price%3D7").body())
                .contains("\"total_count\":0");
        assertThat(partner.ask(API + closed + "/records?select=sum(price)%20as%20s&limit=1")
                        .body())
                .contains("9400");
        assertThat(partner.ask(API + closed + "/records?where=geo_point_2d%20is%20not%20null&order_by=ref")
                        .body())
                .contains("\"total_count\":2", "h1", "h3", "50.82", "4.36");
        assertThat(partner.ask(API + closed + "?lang=en").body())
                .contains("depending on the row: as it is; generalised to 1,000");
        Map<String, String> denied = rule("partner-" + number);
        denied.put("effect", "deny");
        denied.put("rows", "ref = \"h1\"");
        assertThat(add(denied, "price").statusCode()).isEqualTo(303);
        assertThat(prices()).isEqualTo("h1; h2;9000 h3;300 h4;0");
    }

    @Test
    void what_is_shared_less_exactly_is_not_all_of_it() throws Exception {
        Map<String, String> whole = rule("other-" + number);
        whole.remove("rows");
        whole.putAll(Map.of("grain.price", "step", "grain-by.price", "1000"));
        assertThat(add(whole).statusCode()).isEqualTo(303);
        assertThat(other.ask("/api/datasets/" + closed + "/access").body()).contains("\"everything\":false");
        assertThat(other.ask(API + closed).body()).contains("\"records_count\":null");
        assertThat(other.ask(API + closed + "/exports/csv").body())
                .contains("Anna")
                .doesNotContain(";100;", ";7;");
    }
}
