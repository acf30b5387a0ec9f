package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.sources.FakePortal.Answer;
import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Catalogues in DCAT, as they should be and as they should not.
@OpenHouse
class DcatPortalTest extends SourceHouse {
    private static final String PREFIXES = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
            """;

    private final String catalogue = folder + "/catalog.ttl";

    private String turtle(String name, String more) {
        return """
                <%1$s/%2$s> a dcat:Dataset ; dct:title "%2$s" ; %3$s
                  dcat:distribution [ dcat:downloadURL <%1$s/%2$s.csv> ; dcat:mediaType "text/csv" ] .
                """.formatted(portal.address(folder), name, more);
    }

    private Source catalogue(String text) throws InterruptedException {
        portal.page(catalogue, PREFIXES + text);
        Source source = source(portal.address(catalogue), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.DCAT);
        return source;
    }

    @Test
    void a_catalogue_is_taken_over_with_what_it_says() throws Exception {
        String name = prefix + "trees";
        portal.page(folder + "/" + name + ".csv", "id;soort\n1;eik\n2;beuk\n");
        Source source = catalogue("""
                <%1$s/%2$s> a dcat:Dataset ;
                  dct:identifier "%2$s" ;
                  dct:title "Bomen"@nl, "Arbres"@fr, "Trees"@en-GB ;
                  dct:description "<p>Alle <b>bomen</b></p>"@nl, "Tous les arbres"@fr ;
                  dcat:keyword "boom"@nl, "groen"@nl, "arbre"@fr ;
                  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI>,
                    [ skos:prefLabel "Parken"@nl ] ;
                  dct:publisher [ a foaf:Agent ; foaf:name "De stad"@nl, "La ville"@fr ] ;
                  dcat:contactPoint [ vcard:fn "Groendienst" ; vcard:hasEmail <mailto:groen@example.brussels> ] ;
                  dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL_2> ;
                  dct:spatial <http://data.europa.eu/nuts/code/BE1>, [ skos:prefLabel "Zoniënwoud"@nl ] ;
                  dct:temporal [ dcat:startDate "2019-01-01T00:00:00" ; dcat:endDate "2020-12-31" ] ;
                  dct:language <http://publications.europa.eu/resource/authority/language/NLD> ;
                  dcat:distribution
                    [ dct:title "PDF" ; dcat:downloadURL <%1$s/%2$s.pdf> ; dcat:mediaType "application/pdf" ],
                    [ dct:title "CSV" ; dcat:downloadURL <%1$s/%2$s.csv> ; dct:license <https://licence.example/cc0> ;
                      dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ] .
                """.formatted(portal.address(folder), name));
        Run run = read(source, false);
        assertThat(outcomes(run).values())
                .as(String.valueOf(runs.items(run.id(), 9, 0)))
                .containsExactly(Run.Outcome.ADDED);
        assertThat(notes(run)).containsExactly("sources.file");
        Dataset.Description said = dataset(name).description();
        assertThat(said.title()).isEqualTo(new Translated(Map.of("nl", "Bomen", "fr", "Arbres", "en", "Trees")));
        assertThat(said.text().in("nl")).contains("Alle").doesNotContain("<p>");
        assertThat(said.keywords().byLanguage()).containsEntry("nl", List.of("boom", "groen"));
        assertThat(said.themes()).containsExactlyInAnyOrder("ENVI", "Parken");
        assertThat(said.publisher()).isEqualTo(new Translated(Map.of("nl", "De stad", "fr", "La ville")));
        assertThat(said.contact()).isEqualTo(new Dataset.Contact("Groendienst", "groen@example.brussels"));
        assertThat(said.frequency()).isEqualTo(Frequency.ANNUAL_2);
        assertThat(said.licenceUrl()).isEqualTo("https://licence.example/cc0");
        assertThat(said.coverage().places()).containsExactly("BE1");
        assertThat(said.coverage().territory().in("nl")).isEqualTo("Zoniënwoud");
        assertThat(said.coverage().from()).isEqualTo("2019-01-01");
        assertThat(said.languages()).containsExactly("NLD");
        assertThat(dataset(name).current().rows()).isEqualTo(2);
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
    }

    /// Whoever has the file says whether it is what it was, and then does not send it.
    @Test
    void a_file_that_did_not_change_is_not_fetched_again() throws Exception {
        String name = prefix + "file";
        AtomicReference<Answer> file = new AtomicReference<>(new Answer(200, "a\n1\n".getBytes(), "\"v1\""));
        portal.page(folder + "/" + name + ".csv", file::get);
        Source source = catalogue(turtle(name, ""));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.ADDED);
        int before = portal.answered.size();
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
        assertThat(portal.answered.subList(before, portal.answered.size()))
                .filteredOn(line -> line.endsWith(".csv"))
                .containsExactly("304 " + folder + "/" + name + ".csv");
        file.set(new Answer(200, "a\n1\n2\n".getBytes(), "\"v2\""));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.RENEWED);
        assertThat(dataset(name).current().rows()).isEqualTo(2);
    }

    @Test
    void pages_are_followed_to_the_last_and_never_in_a_circle() throws Exception {
        for (String name : List.of("p1", "p2", "p3")) portal.page(folder + "/" + prefix + name + ".csv", "a\n1\n");
        String address = portal.address(catalogue);
        portal.folder(folder, uri -> new Answer(404, ""));
        AtomicInteger broken = new AtomicInteger();
        portal.page(
                folder + "/second.ttl",
                () -> new Answer(
                        200,
                        PREFIXES
                                + turtle(prefix + "p2", "")
                                + (broken.get() == 2
                                        ? "<x> hydra:next <%s> .".formatted(address)
                                        : broken.get() == 1 ? "" : turtle(prefix + "p3", ""))));
        Source source = catalogue(turtle(prefix + "p1", "")
                + "<> hydra:nextPage \"%s\" ; hydra:totalItems 3 .".formatted(portal.address(folder + "/second.ttl")));
        assertThat(outcomes(read(source, false))).hasSize(3).containsValue(Run.Outcome.ADDED);
        broken.set(1);
        assertThat(String.valueOf(read(source, false).refusal())).contains("sources.ends-early");
        broken.set(2);
        assertThat(String.valueOf(read(source, false).refusal())).contains("sources.pages-endless");
    }

    @Test
    void one_wrong_address_does_not_cost_the_catalogue() throws Exception {
        portal.page(folder + "/" + prefix + "ok.csv", "a\n1\n");
        portal.page(folder + "/catalog.rdf", """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://www.w3.org/ns/dcat#">
                <d:Dataset rdf:about="%1$s/a b"/>
                <d:Dataset rdf:about="%1$s/%2$sok"><d:distribution><rdf:Description>
                  <d:downloadURL rdf:resource="%1$s/%2$sok.csv"/></rdf:Description></d:distribution></d:Dataset>
                </rdf:RDF>""".formatted(portal.address(folder), prefix));
        Run run = read(source(portal.address(folder + "/catalog.rdf"), "", Source.Absence.KEEP), false);
        assertThat(outcomes(run).values()).containsExactlyInAnyOrder(Run.Outcome.ADDED, Run.Outcome.LEFT);
    }

    /// Each page is new, and says nothing new.
    @Test
    void endless_pages_end() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        portal.folder(
                folder,
                uri -> new Answer(
                        200,
                        PREFIXES
                                + turtle(prefix + "p", "")
                                + "<> hydra:next <%s?page=%d> ."
                                        .formatted(portal.address(catalogue), pages.incrementAndGet())));
        Source source = source(portal.address(catalogue), "", Source.Absence.KEEP);
        assertThat(String.valueOf(read(source, false).refusal())).contains("sources.pages-endless");
        assertThat(pages).hasValueLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"truncated", "entity", "bomb", "deep", "deep-json", "contexts", "elsewhere", "garbage", "large"})
    void what_cannot_be_read_is_told_and_takes_nothing_with_it(String what) throws Exception {
        String name = prefix + "kept";
        portal.page(folder + "/" + name + ".csv", "a\n1\n");
        Source source = catalogue(turtle(name, ""));
        read(source, false);
        String xml =
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:d=\"http://www.w3.org/ns/dcat#\">";
        portal.page(folder + "/secret", "a secret");
        String body = switch (what) {
            case "truncated" -> xml + "<d:Dataset rdf:about=\"http://x.example/1\">";
            case "entity" ->
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + portal.address(folder + "/secret") + "\">]>" + xml
                        + "<d:Dataset rdf:about=\"http://x.example/1\"><d:keyword>&e;</d:keyword></d:Dataset></rdf:RDF>";
            case "bomb" -> {
                StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY e0 \"ha\">");
                for (int i = 1; i < 40; i++) {
                    bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
                }
                yield bomb + "]>" + xml
                        + "<d:Dataset rdf:about=\"http://x.example/1\"><d:keyword>&e39;</d:keyword></d:Dataset></rdf:RDF>";
            }
            case "deep" -> "<http://x.example/1> <http://x.example/p> " + "[ <http://x.example/p> ".repeat(200_000);
            case "contexts" ->
                "{\"@graph\": [" + "{\"@context\": {\"b\": \"http://x.example/b\"}},".repeat(2_000) + "{}]}";
            case "deep-json" -> "[".repeat(200_000);
            case "elsewhere" ->
                "{\"@context\": \"" + portal.address(folder + "/secret") + "\", \"@type\": \"Catalog\"}";
            case "garbage" -> "\0\1\2 nothing of it is anything";
            default -> PREFIXES + "# a very long word\n".repeat(5_600_000);
        };
        portal.page(catalogue, body);
        int asked = portal.asked.size();
        Run run = read(source, false);
        // Entities that lie elsewhere stand for nothing.
        assertThat(run.state()).isEqualTo(what.equals("entity") ? Run.State.DONE : Run.State.FAILED);
        assertThat(String.valueOf(run.refusal())).doesNotContain("sources.fault");
        assertThat(portal.asked.subList(asked, portal.asked.size())).noneMatch(path -> path.contains("secret"));
        assertThat(dataset(name).current().rows()).isEqualTo(1);
        assertThat(catalog.findDataset(new city.senne.data.catalog.DatasetId("x")))
                .isEmpty();
    }

    @Test
    void project_open_data_is_read_as_it_is() throws Exception {
        portal.page(folder + "/" + prefix + "pod.csv", "a\n1\n");
        portal.page(folder + "/data.json", """
                {"@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld", "@type": "dcat:Catalog",
                 "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
                 "dataset": [{"@type": "dcat:Dataset", "identifier": "%2$spod", "title": "Pod", "keyword": ["x", "y"],
                   "publisher": {"name": "City"}, "contactPoint": {"fn": "Ann", "hasEmail": "mailto:ann@example.com"},
                   "accrualPeriodicity": "R/P1Y",
                   "distribution": [{"downloadURL": "%1$s/%2$spod.csv", "mediaType": "text/csv"}]}]}
                """.formatted(portal.address(folder), prefix));
        Source source = source(portal.address(folder + "/data.json"), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.DCAT);
        Run run = read(source, false);
        assertThat(outcomes(run)).isEqualTo(Map.of(prefix + "pod", Run.Outcome.ADDED));
        Dataset.Description said = dataset(prefix + "pod").description();
        assertThat(said.title()).isEqualTo(Translated.of("Pod"));
        assertThat(said.contact().email()).isEqualTo("ann@example.com");
        assertThat(said.frequency()).isEqualTo(Frequency.ANNUAL);
        assertThat(said.keywords().byLanguage().values()).containsExactly(List.of("x", "y"));
    }
}
