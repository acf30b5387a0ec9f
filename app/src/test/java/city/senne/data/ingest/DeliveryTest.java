package city.senne.data.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What becomes of a file that somebody hands in.
@OpenHouse
class DeliveryTest {
    private static final Viewer AGENT = new Viewer.Operator();

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private Catalog catalog;

    @Autowired
    private DeliveryDesk desk;

    @Autowired
    private ReceiveDelivery receiveDelivery;

    @Autowired
    private DeliveryQueue queue;

    @Autowired
    private SenneHome home;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    private final String id = "test-" + UUID.randomUUID();

    @Test
    void a_messy_file_becomes_a_typed_version() throws Exception {
        Delivery delivery = publish("""
                Inventaire des arbres;;;;
                N° arbre;Essence;Plantation;Hauteur (m);Prix
                0017;Tilleul;12/03/1998;12,5;1.250,00 €
                0018;Érable;non renseigné;8,0;75,50 €
                0019;Platane;31/12/2004;n/a;80,00 €
                """);

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        Version version = dataset().current();
        assertThat(version.rows()).isEqualTo(3);
        assertThat(version.schema().fields())
                .extracting(Field::name, Field::type)
                .containsExactly(
                        tuple("n_arbre", FieldType.TEXT),
                        tuple("essence", FieldType.TEXT),
                        tuple("plantation", FieldType.DATE),
                        tuple("hauteur_m", FieldType.DOUBLE),
                        tuple("prix", FieldType.DECIMAL));
    }

    @Test
    void rows_of_other_formats_are_read_to_their_end_once() throws Exception {
        Delivery lines = publish("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2, \"b\": \"y\"}\n");
        Delivery list = publish("[{\"a\": 1, \"b\": \"x\"}, {\"a\": 3, \"b\": \"z\"}]");
        Delivery places = publish("""
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1, "b": "x"},
                "geometry": {"type": "Point", "coordinates": [4.35, 50.85]}}]}""");

        assertThat(List.of(lines.rowsRead(), list.rowsRead(), places.rowsRead()))
                .containsExactly(2L, 2L, 1L);
        assertThat(places.state()).isEqualTo(Delivery.State.LANDED);
    }

    @Test
    void the_same_bytes_again_make_no_version() throws Exception {
        publish("a;b\n1;x\n2;y\n");

        Delivery again = publish("a;b\n1;x\n2;y\n");

        assertThat(again.state()).isEqualTo(Delivery.State.UNCHANGED);
        assertThat(again.version()).isEqualTo(1);
        assertThat(dataset().current().number()).isEqualTo(1);
    }

    @Test
    void the_same_bytes_land_again_when_others_came_between() throws Exception {
        publish("k;v\n1;old\n", "key_fields: [k]");
        publish("k;v\n1;one\n", "update: upsert");
        publish("k;v\n1;two\n", "update: upsert");

        Delivery again = publish("k;v\n1;one\n", "update: upsert");

        assertThat(again.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(dataset().current().difference()).isEqualTo(new Difference(0, 1, 0));
        assertThat(publish("k;v\n1;one\n", "update: upsert").version()).isEqualTo(4);
        assertThat(publish("k;v\n1;old\n").state()).isEqualTo(Delivery.State.LANDED);
    }

    @Test
    void rows_that_were_added_are_not_added_again_when_others_came_between() throws Exception {
        publish("k;v\n1;old\n");
        publish("k;v\n2;two\n", "update: append");
        publish("k;v\n3;three\n", "update: append");

        assertThat(publish("k;v\n2;two\n", "update: append").state()).isEqualTo(Delivery.State.UNCHANGED);
        assertThat(dataset().current().rows()).isEqualTo(3);
    }

    @Test
    void the_same_bytes_read_otherwise_make_a_version() throws Exception {
        publish("a;b\n1;x\n2;y\n");

        Delivery again = publish("a;b\n1;x\n2;y\n", "fields: {a: {type: text}}");

        assertThat(again.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(dataset().current().schema().fields().getFirst().type()).isEqualTo(FieldType.TEXT);
    }

    @Test
    void what_was_decided_once_holds_for_the_next_delivery() throws Exception {
        publish("a;b\n1;x\n2;y\n", "fields: {a: {type: text, name: code}}");

        publish("a;b\n3;z\n");

        assertThat(dataset().current().schema().fields())
                .extracting(Field::name)
                .containsExactly("code", "b");
    }

    @Test
    void an_upsert_replaces_rows_by_key_and_tells_the_difference() throws Exception {
        publish("k;v\n1;one\n2;two\n3;three\n", "key_fields: [k]");

        publish("k;v;w\n2;zwei;new\n4;vier;new\n", "update: upsert");

        Version version = dataset().current();
        assertThat(version.update()).isEqualTo(UpdateMode.UPSERT);
        assertThat(version.rows()).isEqualTo(4);
        assertThat(version.difference()).isEqualTo(new Difference(1, 1, 0));
        assertThat(version.schema().fields()).extracting(Field::name).containsExactly("k", "v", "w");
    }

    @Test
    void an_append_adds_rows_and_the_first_version_stays_readable() throws Exception {
        publish("a;b\n1;x\n");

        publish("a;b\n2;y\n3;z\n", "update: append");

        assertThat(dataset().current().rows()).isEqualTo(3);
        assertThat(catalog.version(AGENT, dataset(), "1").rows()).isEqualTo(1);
    }

    @Test
    void an_append_that_gathers_many_files_keeps_every_row() throws Exception {
        publish("a;b\n0;x\n");

        for (int i = 1; i <= 52; i++) publish("a;b\n" + i + ";x\n", "update: append");

        assertThat(dataset().current().number()).isEqualTo(53);
        assertThat(dataset().current().rows()).isEqualTo(53);
    }

    @Test
    void an_appended_value_of_another_type_is_rejected_with_its_line() throws Exception {
        publish("a;b\n1;x\n2;y\n");
        StringBuilder more = new StringBuilder("a;b\n");
        for (int i = 0; i < 30; i++) more.append(i).append(";x\n");
        more.append("many;x\n");

        Delivery delivery = publish(more.toString(), "update: append");

        assertThat(delivery.rowsRejected()).isEqualTo(1);
        Delivery.Reject reject = desk.rejects(AGENT, delivery, 0, 10).getFirst();
        assertThat(reject.line()).isEqualTo(32);
        assertThat(reject.problem().column()).isEqualTo("a");
        assertThat(reject.problem().value()).isEqualTo("many");
        assertThat(reject.problem().reason().text(Locale.FRENCH)).isNotBlank();
        assertThat(dataset().current().rows()).isEqualTo(32);
    }

    @Test
    void too_many_rejects_refuse_the_whole_delivery() throws Exception {
        publish("a;b\n1;x\n2;y\n");

        Delivery delivery = publish("a;b\none;x\ntwo;y\n3;z\n", "update: append");

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(refusal(delivery))
                .contains("2 of 3 rows")
                .contains("10%")
                .contains("on line 2: “one” in column a. ");
        assertThat(dataset().current().number()).isEqualTo(1);
    }

    @Test
    void a_header_without_rows_is_refused() throws Exception {
        Delivery delivery = publish("a;b;c\n");

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(catalog.find(AGENT, id)).isEmpty();
    }

    @Test
    void a_picture_called_csv_is_refused() throws Exception {
        Path file = folder.resolve("picture.csv");
        byte[] picture = new byte[5000];
        new java.util.Random(1).nextBytes(picture);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, picture, 0, 8);
        Files.write(file, picture);

        Delivery delivery = publishFile.publish(AGENT, file, "id: " + id);

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(catalog.find(AGENT, id)).isEmpty();
    }

    @Test
    void a_truncated_gzip_is_refused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 10_000; i++) gzip.write((i + ";" + UUID.randomUUID() + "\n").getBytes(UTF_8));
        }
        Path file = folder.resolve("half.csv.gz");
        Files.write(file, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        Delivery delivery = publishFile.publish(AGENT, file, "id: " + id);

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
    }

    @Test
    void a_misspelt_word_in_the_description_is_named() {
        assertThat(catchThrowableOfType(
                                city.senne.engine.delivery.UnreadableDelivery.class,
                                () -> DescriptionFile.parse("reading: {encodign: utf-8}"))
                        .reason()
                        .toString())
                .contains("reading.encodign")
                .contains("encoding");
    }

    @Test
    void a_nul_in_a_description_is_left_out_everywhere() throws Exception {
        Delivery delivery =
                publish("a;b\n1;x\n", "title: {fr: \"Par\\0cs\"}", "description: \"x\\0y\"", "keywords: [\"a\\0b\"]");

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(dataset().title("fr")).isEqualTo("Parcs");
        assertThat(dataset().description().keywords().in("nl")).containsExactly("ab");
    }

    @Test
    void a_remembered_choice_is_taken_back_and_stays_so() throws Exception {
        publish("a;b\n1;x\n", "fields: {a: {type: text}}");
        assertThat(dataset().current().schema().findField("a").orElseThrow().type())
                .isEqualTo(FieldType.TEXT);
        publish("a;b\n1;x\n", "fields: {a: {type: automatic}}");
        assertThat(dataset().current().schema().findField("a").orElseThrow().type())
                .isEqualTo(FieldType.INT);
        publish("a;b\n2;x\n");
        assertThat(dataset().current().schema().findField("a").orElseThrow().type())
                .isEqualTo(FieldType.INT);
    }

    @Test
    void what_is_asked_and_cannot_be_done_is_shown() throws Exception {
        Delivery delivery = publish(
                "a;b\n1;x\n", "reading: {sheet: Feuil1}", "fields: {c: {type: int}, d: {unit: m}, b: {label: B}}");

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(delivery.findings())
                .extracting(finding -> finding.reason().toString())
                .satisfiesExactlyInAnyOrder(
                        said -> assertThat(said).contains("reading.sheet: Feuil1"),
                        said -> assertThat(said).contains("fields.c", "a, b"),
                        said -> assertThat(said).contains("fields.d", "a, b"));
    }

    @Test
    void addresses_of_the_site_itself_are_no_names_of_datasets() throws Exception {
        Path file = folder.resolve("api.csv");
        Files.writeString(file, "a;b\n1;x\n");
        assertThat(catchThrowableOfType(
                                city.senne.engine.delivery.UnreadableDelivery.class,
                                () -> publishFile.publish(AGENT, file, "id: api"))
                        .reason()
                        .code())
                .isEqualTo("delivery.id_reserved");
        assertThat(publishFile.publish(AGENT, file, "").dataset().value()).isEqualTo("api-data");
    }

    @Test
    void a_key_that_is_no_field_is_named() throws Exception {
        Delivery delivery = publish("a;b\n1;x\n", "key_fields: [station]");

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(refusal(delivery)).contains("station").contains("a, b");
    }

    @Test
    void names_that_look_like_sql_or_html_are_only_names() throws Exception {
        Delivery delivery = publish("\"x\"\"; drop table dataset; --\";<script>alert(1)</script>\n1;a\n2;b\n");

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(dataset().current().schema().fields())
                .extracting(Field::name)
                .allMatch(name -> name.matches("[a-z_][a-z0-9_]*"));
    }

    @Test
    void deliveries_to_one_dataset_at_once_land_one_after_another() throws Exception {
        publish("a;b\n0;x\n");
        try (ExecutorService senders = Executors.newFixedThreadPool(6)) {
            List<Future<Delivery>> sent = IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> senders.submit(() -> publish("a;b\n" + i + ";x\n", "update: append")))
                    .toList();
            for (Future<Delivery> one : sent) assertThat(one.get().state()).isEqualTo(Delivery.State.LANDED);
        }

        assertThat(dataset().current().number()).isEqualTo(7);
        assertThat(dataset().current().rows()).isEqualTo(7);
    }

    @Test
    void another_table_of_the_same_name_does_not_take_the_place_of_a_dataset() throws Exception {
        Path file = folder.resolve(id + ".csv");
        Files.writeString(file, "street;trees\nRue Haute;12\n");
        publishFile.publish(AGENT, file, "");
        Files.writeString(file, "child;school\nAya;Congrès\n");

        Delivery stranger = publishFile.publish(AGENT, file, "");

        assertThat(stranger.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(refusal(stranger)).contains("--id " + id);
        assertThat(dataset().current().number()).isEqualTo(1);
    }

    @Test
    void a_refusal_is_in_one_language_throughout() throws Exception {
        publish("a;b\n1;x\n2;y\n");

        Delivery delivery = publish("a;b\none;x\ntwo;y\n3;z\n", "update: append");

        assertThat(Objects.requireNonNull(delivery.refusal()).text(Locale.FRENCH))
                .doesNotContain("This is");
    }

    @Test
    void instructions_may_hold_commas() throws Exception {
        var address = URI.create("http://localhost:" + port + "/api/deliveries?name=a.csv&instructions="
                + URLEncoder.encode("{title: \"Parcs, jardins\", id: " + id + "}", UTF_8));
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Operator " + token())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString("a;b\n1;x\n"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    private String token() throws IOException {
        String server = Files.readString(home.root().resolve("server.json"));
        return server.replaceFirst("(?s).*\"token\":\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void a_cut_upload_is_refused_and_leaves_nothing() {
        byte[] half = "a;b\n1;x\n".getBytes(UTF_8);
        var incoming = new ReceiveDelivery.Incoming("cut.csv", null, 1000, new ByteArrayInputStream(half));

        assertThat(catchThrowable(() -> receiveDelivery.receive(AGENT, incoming, DescriptionFile.parse("id: " + id))))
                .hasMessageContaining("incomplete");
        assertThat(desk.list(AGENT, new city.senne.data.catalog.DatasetId(id), 10))
                .isEmpty();
    }

    @Test
    void a_waiting_delivery_can_be_cancelled() throws Exception {
        byte[] content = "a;b\n1;x\n".getBytes(UTF_8);
        var incoming = new ReceiveDelivery.Incoming("a.csv", null, content.length, new ByteArrayInputStream(content));
        Delivery delivery = receiveDelivery.receive(AGENT, incoming, DescriptionFile.parse("id: " + id));
        boolean cancelled = desk.cancel(AGENT, delivery);
        queue.call();
        Delivery ended = delivery;
        while (!ended.state().isFinal()) {
            Thread.sleep(20);
            ended = desk.delivery(AGENT, delivery.id().toString());
        }

        // The reader may have been quicker than the publisher; then there was nothing left to cancel.
        assertThat(ended.state()).isEqualTo(cancelled ? Delivery.State.CANCELLED : Delivery.State.LANDED);
    }

    private Delivery publish(String content, String... description) throws IOException, InterruptedException {
        Path file = folder.resolve(UUID.randomUUID() + ".csv");
        Files.writeString(file, content);
        return publishFile.publish(AGENT, file, "id: " + id + "\n" + String.join("\n", description));
    }

    private Dataset dataset() {
        return catalog.dataset(AGENT, id);
    }

    private static String refusal(Delivery delivery) {
        return Objects.requireNonNull(delivery.refusal()).toString();
    }
}
