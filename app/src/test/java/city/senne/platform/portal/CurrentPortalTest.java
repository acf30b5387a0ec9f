package city.senne.platform.portal;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Two nodes on one database.
@OpenHouse
class CurrentPortalTest {
    @Autowired
    private Portals portals;

    @Autowired
    private CurrentPortal here;

    private CurrentPortal there;
    private Portal before;

    @BeforeEach
    void start_another_node() {
        there = new CurrentPortal(portals, new FirstPortal("Senne", "fr"));
        before = here.portal();
    }

    @AfterEach
    void leave_everything_as_it_was() {
        here.keep(here.kept().revision(), before, "test", null);
    }

    private Portal called(String name) {
        Languages languages = new Languages(List.of(Language.NL), Language.NL);
        return before.identity(new Translated(Map.of("nl", name)), "", true, null, null, languages);
    }

    @Test
    void what_one_node_keeps_holds_there_at_once_and_soon_on_the_other() throws InterruptedException {
        assertThat(there.portal().name()).isEqualTo(before.name());

        assertThat(here.keep(here.kept().revision(), called("Nevelstad"), "test", null))
                .isTrue();

        assertThat(here.portal().name(Language.FR)).isEqualTo("Nevelstad");
        Thread.sleep(300);
        assertThat(there.kept()).isEqualTo(here.kept());
    }

    @Test
    void of_two_nodes_that_change_the_same_one_is_refused_and_learns_of_the_other() {
        int seen = there.kept().revision();

        assertThat(here.keep(seen, called("Eerste"), "test", null)).isTrue();
        assertThat(there.keep(seen, called("Tweede"), "test", null)).isFalse();

        assertThat(there.portal().name(Language.NL)).isEqualTo("Eerste");
        assertThat(there.keep(seen + 7, called("Derde"), "test", null)).isFalse();
    }
}
