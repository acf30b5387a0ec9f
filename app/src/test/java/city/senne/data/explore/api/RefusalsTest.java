package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.query.TooBusy;
import city.senne.data.query.TooLarge;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class RefusalsTest {
    @Test
    void what_may_be_answered_a_moment_later_is_told_so() throws Exception {
        for (Exception later : List.of(new TooBusy(), new TooLarge(new SQLException("Out of Memory")))) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            new Refusals(JsonMapper.shared()).answer(later, new MockHttpServletRequest("GET", "/"), response);
            assertThat(response.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.value());
            assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        }
    }
}
