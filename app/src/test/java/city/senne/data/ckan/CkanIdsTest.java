package city.senne.data.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CkanIdsTest {
    @Test
    void an_id_is_a_uuid_that_stays() {
        UUID id = CkanIds.dataset("da_x1y2z3");
        assertThat(id).isEqualTo(CkanIds.dataset("da_x1y2z3")).isNotEqualTo(CkanIds.dataset("da_x1y2z4"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void a_resource_begins_like_its_dataset() {
        String dataset = CkanIds.dataset("da_x").toString();
        String csv = CkanIds.resource("da_x", "csv").toString();
        String json = CkanIds.resource("da_x", "json").toString();
        assertThat(CkanIds.half(csv)).isEqualTo(CkanIds.half(dataset)).isEqualTo(CkanIds.half(json));
        assertThat(csv).isNotEqualTo(json).isNotEqualTo(dataset);
        assertThat(CkanIds.half("trees")).isEmpty();
        assertThat(CkanIds.half(dataset.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }
}
