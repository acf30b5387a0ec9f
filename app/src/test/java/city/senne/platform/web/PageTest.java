package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void a_template_lies_beside_the_class_that_shows_it() {
        assertThat(Page.of(ProblemWriter.class, "problem").path()).isEqualTo("city/senne/platform/web/problem.jte");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", ""})
    void a_redirect_never_leaves_the_site(String path) {
        assertThatThrownBy(() -> Page.redirect(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
