package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EntriesTest {
    @Test
    void letters_stand_in_the_order_in_which_they_are_read() {
        Entries entries = new Entries(Map.of("rows", "commune = \"\u202eIxelles\u2066\"\0", "name", "مريم \u200fName"));
        assertThat(entries.line("rows")).isEqualTo("commune = \"Ixelles\"");
        assertThat(entries.line("name")).isEqualTo("مريم \u200fName");
        assertThat(Entries.plain("a\u2067b\u2069c\u202ad")).isEqualTo("abcd");
    }
}
