package city.senne.engine.delivery.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Année de plantation (FR) | annee_de_plantation_fr
            N° d'arrêt               | n_d_arret
            Cœur__de   ville         | coeur_de_ville
            2019                     | _2019
            group                    | group_field
            Население                | naselenie
            ***                      | field
            '; DROP TABLE x --       | drop_table_x
            <script>                 | script
            """)
    void headers_become_names(String header, String name) {
        assertThat(new FieldNames().take(header)).isEqualTo(name);
    }

    @Test
    void no_two_names_are_alike_and_none_is_too_long() {
        FieldNames names = new FieldNames();
        assertThat(names.take("Prix (€)")).isEqualTo("prix");
        assertThat(names.take("prix")).isEqualTo("prix_2");
        assertThat(names.take("PRIX")).isEqualTo("prix_3");
        String header = "mot ".repeat(40);
        assertThat(names.take(header)).hasSizeLessThanOrEqualTo(63).doesNotEndWith("_");
        assertThat(names.take(header))
                .hasSizeLessThanOrEqualTo(63)
                .endsWith("_2")
                .doesNotContain("__");
    }
}
