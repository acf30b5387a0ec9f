package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void one_that_fails_keeps_no_other_open() {
        List<String> closed = new ArrayList<>();
        AutoCloseable broken = () -> {
            throw new SQLException("broken");
        };

        assertThatThrownBy(() -> Closing.all(() -> closed.add("first"), broken, null, broken, () -> closed.add("last")))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("broken")
                .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("first", "last");
    }
}
