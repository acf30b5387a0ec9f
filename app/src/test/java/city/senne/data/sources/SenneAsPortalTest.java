package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Translated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Senne is a portal like others: what goes through its doors and comes in again is what it was.
@OpenHouse
class SenneAsPortalTest extends SourceHouse {
    /// Rows, fields and words of a dataset that went through both doors are those of the first.
    @Test
    void senne_moves_to_senne() throws Exception {
        Path golden = Path.of("..", "examples", "golden");
        publishFile.publish(
                OPERATOR, golden.resolve("arbres.json"), Files.readString(golden.resolve("arbres.senne.yaml")));
        portal.forward(folder, port);
        Source source = source(portal.address(folder), "arbres", Source.Absence.KEEP);
        Run run = read(source, false);
        assertThat(outcomes(run)).isEqualTo(Map.of("arbres", Run.Outcome.ADDED));
        assertThat(fields("arbres-2")).isEqualTo(fields("arbres"));
        Dataset.Description first = dataset("arbres").description();
        Dataset.Description second = dataset("arbres-2").description();
        assertThat(second.title()).isEqualTo(first.title());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.coverage()).isEqualTo(first.coverage());
        String rows = "/records?limit=100&order_by=id";
        String api = "/api/explore/v2.1/catalog/datasets/";
        assertThat(get(api + "arbres-2" + rows)).isEqualTo(get(api + "arbres" + rows));
        assertThat(outcomes(read(source, false))).isEqualTo(Map.of("arbres", Run.Outcome.UNCHANGED));
    }

    @Test
    void senne_moves_to_senne_as_a_ckan_too(@TempDir Path files) throws Exception {
        Path file = Files.writeString(files.resolve(prefix + "bins.csv"), "ref,litres\nb1,80\nb2,120\n");
        publishFile.publish(
                OPERATOR, file, "{id: %sbins, title: {fr: Poubelles, en: Bins}, licence: CC0 1.0}".formatted(prefix));
        portal.forward(folder, port);
        var wish = new SourceWish(
                "CKAN", "ckan", portal.address(folder), "", prefix + "bins", true, "keep", "30", "", "Europe/Brussels");
        Source source = ((SetUpSource.Outcome.Kept) setUpSource.create(OPERATOR, wish)).source();
        Run run = read(source, false);
        assertThat(outcomes(run).values())
                .as(String.valueOf(runs.items(run.id(), 10, 0)))
                .containsExactly(Run.Outcome.ADDED);
        Dataset copy = dataset(prefix + "bins-2");
        assertThat(copy.description().title()).isEqualTo(new Translated(Map.of("fr", "Poubelles", "en", "Bins")));
        assertThat(copy.description().licence()).isEqualTo("CC0 1.0");
        String api = "/api/explore/v2.1/catalog/datasets/";
        assertThat(get(api + prefix + "bins-2/records?order_by=ref"))
                .isEqualTo(get(api + prefix + "bins/records?order_by=ref"));
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
    }

    /// Through its catalogue in DCAT, in each syntax: rows, and what is said of the dataset itself.
    @ParameterizedTest
    @ValueSource(strings = {"ttl", "rdf", "jsonld"})
    void senne_moves_to_senne_as_a_catalogue_in_dcat(String syntax, @TempDir Path files) throws Exception {
        Path file = Files.writeString(
                files.resolve(prefix + "bins.csv"),
                "ref,litres,price,since,open\nb1,80,1.5,2020-01-31,true\nb2,120,2.25,2021-12-01,false\n");
        publishFile.publish(OPERATOR, file, """
                id: %sbins
                title: {fr: Poubelles, en: Bins}
                description: {fr: Toutes les poubelles, en: All bins}
                publisher: {fr: La ville, en: The city}
                licence: CC0 1.0
                licence_url: https://creativecommons.org/publicdomain/zero/1.0/
                keywords: {fr: [déchets], en: [waste, bins]}
                themes: [ENVI, Propreté]
                contact: {name: Cleaning, email: cleaning@example.brussels}
                frequency: quarterly
                places: [BE1]
                period: {from: 2019-01-01, until: 2020-12-31}
                languages: [FRA]
                """.formatted(prefix));
        portal.forward(folder, port);
        String address = portal.address(folder + "/catalog." + syntax);
        Source source = source(address, prefix + "bins", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.DCAT);
        Run run = read(source, false);
        assertThat(outcomes(run).values())
                .as(String.valueOf(runs.items(run.id(), 10, 0)) + run.refusal())
                .containsExactly(Run.Outcome.ADDED);
        Dataset.Description first = dataset(prefix + "bins").description();
        Dataset.Description second = dataset(prefix + "bins-2").description();
        // Lists have no order in RDF.
        assertThat(second).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(first);
        assertThat(fields(prefix + "bins-2")).isEqualTo(fields(prefix + "bins"));
        String api = "/api/explore/v2.1/catalog/datasets/";
        assertThat(get(api + prefix + "bins-2/records?order_by=ref"))
                .isEqualTo(get(api + prefix + "bins/records?order_by=ref"));
        int before = portal.answered.size();
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
        assertThat(portal.answered.subList(before, portal.answered.size()))
                .filteredOn(line -> line.contains("exports"))
                .allMatch(line -> line.startsWith("304 "));
    }

    /// Such portals shorten a day to its year or month where its field says so.
    @Test
    void shortened_dates_come_back_as_they_were(@TempDir Path files) throws Exception {
        Path file = Files.writeString(
                files.resolve("dates.csv"), "ref;year;month\na;2019-01-01;2020-05-01\nb;1987-01-01;2021-12-01\n");
        publishFile.publish(OPERATOR, file, """
                id: %sdates
                fields:
                  year: {type: date, annotations: ["timeserie_precision:year"]}
                  month: {type: date, annotations: ["timeserie_precision:month"]}
                """.formatted(prefix));
        portal.forward(folder, port);
        Source source = source(portal.address(folder), prefix + "dates", Source.Absence.KEEP);
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.ADDED);
        String first = prefix + "dates";
        String second = prefix + "dates-2";
        assertThat(fields(second)).isEqualTo(fields(first));
        String api = "/api/explore/v2.1/catalog/datasets/";
        String rows = get(api + first + "/records?order_by=ref");
        assertThat(rows).contains("\"year\":\"2019\"", "\"month\":\"2020-05\"");
        assertThat(get(api + second + "/records?order_by=ref")).isEqualTo(rows);
    }

    private Map<String, String> fields(String dataset) {
        Map<String, String> fields = new HashMap<>();
        dataset(dataset)
                .current()
                .schema()
                .fields()
                .forEach(field -> fields.put(field.name(), field.type() + " " + field.annotations()));
        return fields;
    }
}
