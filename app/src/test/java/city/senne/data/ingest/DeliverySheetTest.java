package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliverySheetTest {
    private static final Reason WHY = Reason.of("delivery.chosen");

    private final DeliverySheet sheet = DeliverySheet.of(
            delivery(
                    Decision.found(Aspect.ENCODING, null, "windows-1252", WHY),
                    Decision.found(Aspect.DELIMITER, null, ";", WHY),
                    Decision.found(Aspect.HEADER, null, "2", WHY),
                    Decision.found(Aspect.TYPE, "Posé le", "text", WHY),
                    Decision.found(Aspect.TYPE, "Prix", "decimal", WHY)),
            Map.of("Posé le", "pose_le", "Prix", "prix"),
            new Vocabulary(ZoneId.of("Europe/Brussels")).in(Language.EN));

    /// The form as the page sends it when nobody touched it.
    private final Map<String, String> form = new HashMap<>(Map.of(
            "file.encoding", "", "file.delimiter", "", "type.0", "text", "type.1", "decimal", "name.0", "pose_le"));

    @Test
    void a_form_that_nobody_touched_chooses_nothing() {
        assertThat(sheet.chosen(form)).isEqualTo(Instructions.NONE);
    }

    @Test
    void what_is_chosen_as_it_stands_is_no_choice() {
        form.put("file.encoding", "windows-1252");
        assertThat(sheet.chosen(form)).isEqualTo(Instructions.NONE);
    }

    @Test
    void only_what_differs_is_chosen() {
        form.put("type.0", "date");
        form.put("format.0", "dd/MM/yyyy");
        form.put("name.1", "montant");
        form.put("file.null_words", "n/a, , inconnu");
        form.put("file.crs", "EPSG:31370");
        ReadingOptions reading = sheet.chosen(form).reading();
        assertThat(reading.columns())
                .containsOnly(
                        Map.entry(
                                "Posé le", new ReadingOptions.ColumnOptions(null, FieldType.DATE, "dd/MM/yyyy", null)),
                        Map.entry("Prix", new ReadingOptions.ColumnOptions("montant", null, null, null)));
        assertThat(reading.nullWords()).containsExactly("n/a", "inconnu");
        assertThat(reading.srid()).isEqualTo(31370);
        assertThat(reading.encoding()).isNull();
    }

    @Test
    void a_choice_is_taken_back() {
        DeliverySheet chosen = DeliverySheet.of(
                delivery(
                        Decision.chosen(Aspect.ENCODING, null, "windows-1252"),
                        Decision.chosen(Aspect.TYPE, "Prix", "text"),
                        Decision.chosen(Aspect.NAME, "Prix", "montant")),
                Map.of(),
                new Vocabulary(ZoneId.of("Europe/Brussels")).in(Language.EN));
        Instructions wanted =
                chosen.chosen(Map.of("auto.encoding", "1", "file.encoding", "", "type.0", "automatic", "name.0", " "));
        assertThat(wanted.automatic())
                .containsExactlyInAnyOrder("reading.encoding", "fields.Prix.type", "fields.Prix.name");

        Instructions before = DescriptionFile.parse(
                "reading: {encoding: windows-1252, delimiter: ';'}\nfields: {Prix: {type: text, name: montant}}");
        ReadingOptions after = before.overriddenBy(wanted).reading();
        assertThat(after.encoding()).isNull();
        assertThat(after.delimiter()).isEqualTo(";");
        assertThat(after.columns())
                .containsOnly(Map.entry("Prix", new ReadingOptions.ColumnOptions(null, null, null, null)));
        assertThat(before.overriddenBy(wanted).remembered().automatic()).isEmpty();
    }

    @Test
    void a_description_file_takes_choices_back_in_the_same_word() {
        Instructions wanted =
                DescriptionFile.parse("reading: {sheet: automatic}\nfields: {Prix: {type: automatic, unit: €}}");
        assertThat(wanted.automatic()).containsExactlyInAnyOrder("reading.sheet", "fields.Prix.type");
        assertThat(wanted.reading().sheet()).isNull();
    }

    @Test
    void a_very_wide_table_is_shown_in_pages() {
        Decision[] types = new Decision[5000];
        Arrays.setAll(types, number -> Decision.found(Aspect.TYPE, "c" + number, "text", WHY));
        DeliverySheet wide = DeliverySheet.of(
                delivery(types), Map.of(), new Vocabulary(ZoneId.of("Europe/Brussels")).in(Language.EN));
        assertThat(wide.columnPages()).isEqualTo(25);
        assertThat(wide.columns(25))
                .hasSize(200)
                .last()
                .extracting(DeliverySheet.Column::header)
                .isEqualTo("c4999");
        assertThat(wide.chosen(Map.of("type.4999", "int")).reading().columns()).containsOnlyKeys("c4999");
    }

    @Test
    void what_cannot_be_meant_is_said() {
        form.put("file.encoding", "klingon");
        assertThatThrownBy(() -> sheet.chosen(form)).hasMessage("ingest.wrong.encoding klingon");
        form.put("file.encoding", "");
        form.put("file.header", "-1");
        assertThatThrownBy(() -> sheet.chosen(form)).hasMessage("ingest.wrong.number -1");
        form.put("file.header", "");
        form.put("type.0", "<script>");
        assertThatThrownBy(() -> sheet.chosen(form)).hasMessage("ingest.wrong.type <script>");
    }

    private static Delivery delivery(Decision... decisions) {
        return new Delivery(
                UUID.randomUUID(),
                new DatasetId("bancs"),
                "bancs.csv",
                null,
                1,
                "",
                Instructions.NONE,
                Delivery.State.LANDED,
                "amina",
                Instant.EPOCH,
                null,
                null,
                1,
                2,
                0,
                List.of(decisions),
                List.of(),
                null,
                1,
                null,
                null);
    }
}
