package city.senne.data.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    private static final TableSchema TREES = new TableSchema(List.of(
            Field.of("hauteur", FieldType.INT),
            Field.of("essence", FieldType.TEXT),
            Field.of("année", FieldType.INT),
            Field.of("boomsoort_nl", FieldType.TEXT)));

    @ParameterizedTest
    @CsvSource({"hauter, hauteur", "HAUTEUR_M, hauteur", "annee, année", "esence, essence", "bomsoort, boomsoort_nl"})
    void names_that_are_spelled_alike_are_near(String asked, String near) {
        assertThat(NearNames.of(asked, TREES)).first().isEqualTo(near);
    }

    @Test
    void others_are_not() {
        assertThat(NearNames.of("zzzzzz", TREES)).isEmpty();
        assertThat(NearNames.of("x".repeat(10_000), TREES)).isEmpty();
        assertThat(NearNames.of("", TREES)).isEmpty();
    }
}
