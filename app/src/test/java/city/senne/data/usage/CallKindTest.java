package city.senne.data.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls are named by what is asked, whichever version of the API is asked.
class CallKindTest {
    @ParameterizedTest
    @CsvSource({
        "/api/explore/v2.1, links",
        "/api/explore/v2.1/catalog, links",
        "/api/explore/v2.1/catalog/datasets, catalogue",
        "/api/explore/v2.1/catalog/facets, catalogue_facets",
        "/api/explore/v2.1/catalog/datasets/{id}, dataset",
        "/api/explore/v2.1/catalog/datasets/{id}/records, records",
        "/api/explore/v2.1/catalog/datasets/{id}/records/{record}, record",
        "/api/explore/v2.1/catalog/datasets/{id}/facets, facets",
        "/api/explore/v2.1/catalog/datasets/{id}/exports, formats",
        "/api/explore/v2.1/catalog/datasets/{id}/exports/{name}, export",
        "/api/explore/v2.1/catalog/exports/dcat, export",
        "/api/v2/catalog/datasets/{id}/aggregates, records",
        "/api/records/1.0/search, records",
        "/api/records/1.0/download, export",
        "/api/records/1.0/geocluster, geocluster",
        "/api/datasets/1.0/search, catalogue",
        "/api/datasets/1.0/{id}, dataset",
        "/api/3/action/package_search, catalogue",
        "/api/action/package_show, dataset",
        "/api/3/action/datastore_search, records",
        "/api/3/action/tag_list, tag_list",
        "/api/3/action/{action}, action",
    })
    void a_door_has_one_kind(String pattern, String kind) {
        assertThat(CallKind.of(pattern).name()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/explore/v2.1/catalog/datasets/{id}/exports/{name}, csv",
        "/api/explore/v2.1/catalog/exports/dcat, dcat",
    })
    void a_download_has_a_format(String pattern, String format) {
        assertThat(CallKind.of(pattern).format(Map.of("name", "CSV"))).isEqualTo(format);
    }

    @Test
    void a_download_of_the_first_version_names_its_format_in_a_parameter() {
        CallKind download = CallKind.of("/api/records/1.0/download");
        assertThat(download.format(Map.of())).isEqualTo("csv");
        assertThat(download.format(Map.of("format", "GeoJSON"))).isEqualTo("geojson");
        assertThat(download.format(Map.of("format", "xls"))).isEqualTo("xlsx");
    }
}
