package city.senne.data.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineNamesTest {
    @Test
    void names_that_have_room_stand_where_their_lines_end() {
        assertThat(LineNames.apart(List.of(10.0, 60.0, 200.0), 300)).containsExactly(10.0, 60.0, 200.0);
    }

    @Test
    void names_of_lines_that_end_together_are_pushed_down() {
        assertThat(LineNames.apart(List.of(10.0, 11.0, 12.0), 300)).containsExactly(10.0, 27.0, 44.0);
    }

    @Test
    void no_name_is_pushed_out_of_the_drawing() {
        assertThat(LineNames.apart(List.of(50.0, 290.0, 299.0), 300)).containsExactly(50.0, 283.0, 300.0);
    }
}
