package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DescriptionMistake;
import city.senne.data.sources.FakePortal.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Catalogues that others published, as their portals would give them out: nothing is invented, nothing lost.
@OpenHouse
class GivenCataloguesTest extends SourceHouse {
    private static final String GIVEN = "shared/data/given/catalogues";
    private static final Pattern HOST = Pattern.compile("https?://([\\w.-]+\\.\\w{2,})(:\\d+)?");
    /// Where vocabularies are from; all other hosts are played by a server here.
    private static final Set<String> VOCABULARIES = Set.of(
            "www.w3.org",
            "purl.org",
            "xmlns.com",
            "schema.org",
            "publications.europa.eu",
            "data.europa.eu",
            "www.iana.org",
            "www.opengis.net",
            "vocab.belgif.be",
            "project-open-data.cio.gov",
            "spdx.org",
            "id.loc.gov",
            "inspire.ec.europa.eu",
            "dcat-ap.de",
            "healthdataportal.eu",
            "semiceu.github.io");

    private static Path given() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(GIVEN))) return folder.resolve(GIVEN);
        }
        assumeTrue(false, GIVEN + " is absent");
        throw new IllegalStateException();
    }

    @ParameterizedTest
    @CsvSource({
        "belgif-inspire/exemple.rdf",
        "belgif-inspire/statbel_opendata_subset.ttl",
        "ckanext-dcat/dcat/catalog.rdf",
        "ckanext-dcat/dcat/catalog_datasets_list.rdf",
        "ckanext-dcat/dcat/catalog_with_at_graph.jsonld",
        "ckanext-dcat/dcat/dataset.rdf",
        "ckanext-dcat/dcat/dataset_afs.ttl",
        "ckanext-dcat/dcat/dataset_gob_es.ttl",
        "ckanext-dcat/dcat/dataset_gov_de.rdf",
        "ckanext-dcat/dcat/dataset_health.ttl",
        "ckanext-dcat/dcat/dataset_health_multilingual.ttl",
        "ckanext-dcat/dcat/dataset_health_no_blank.ttl",
        "ckanext-dcat/dcat/dataset_multilingual.ttl",
        "ckanext-dcat/dcat/dataset_sweden.rdf",
        "udata-fr/harvest/tests/dcat/bnodes.jsonld",
        "udata-fr/harvest/tests/dcat/bnodes.xml",
        "udata-fr/harvest/tests/dcat/catalog.xml",
        "udata-fr/harvest/tests/dcat/datara--5a26b0f6-0ccf-46ad-ac58-734054b91977.rdf.xml",
        "udata-fr/harvest/tests/dcat/datara--f40c3860-7236-4b30-a141-23b8ae33f7b2.rdf.xml",
        "udata-fr/harvest/tests/dcat/flat.jsonld",
        "udata-fr/harvest/tests/dcat/nested.jsonld",
        "udata-fr/harvest/tests/dcat/series.xml",
        "udata-fr/harvest/tests/dcat/sig.oreme.rdf",
        "udata-fr/harvest/tests/dcat/udata.xml"
    })
    void a_given_catalogue_comes_whole(String file) throws Exception {
        String ending = file.substring(file.lastIndexOf('.'));
        byte[] body = here(Files.readString(given().resolve(file))).getBytes(StandardCharsets.UTF_8);
        Lang lang = ending.equals(".ttl") ? Lang.TURTLE : ending.equals(".jsonld") ? Lang.JSONLD11 : Lang.RDFXML;
        Model model = ModelFactory.createDefaultModel();
        RDFParser.create()
                .source(new ByteArrayInputStream(body))
                .lang(lang)
                .base(portal.address(folder + "/catalogue"))
                .checking(false)
                .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                .parse(model);
        List<Resource> theirs =
                model.listResourcesWithProperty(RDF.type, DCAT.Dataset).toList();
        assertThat(theirs).isNotEmpty();

        Source source = served("/catalogue", body);
        Run run = read(source, false);
        assertThat(run.state()).as(String.valueOf(run.refusal())).isEqualTo(Run.State.DONE);
        List<Run.Item> items = runs.items(run.id(), 1000, 0);
        assertThat(items).as(items.toString()).hasSize(theirs.size());
        Map<String, Run.Item> byId = items.stream().collect(Collectors.toMap(Run.Item::remoteId, item -> item));
        for (Resource one : theirs) {
            String id = one.isURIResource()
                    ? one.getURI()
                    : one.getProperty(DCTerms.identifier).getString();
            Run.Item item = Objects.requireNonNull(byId.get(id), id);
            if (item.outcome() == Run.Outcome.ADDED) compare(one, dataset(String.valueOf(item.dataset())));
            else assertThat(item.notes()).isNotEmpty();
        }
        Run again = read(source, false);
        assertThat(again.state()).isEqualTo(Run.State.DONE);
        outcomes(again).forEach((id, outcome) -> {
            Run.Outcome before = Objects.requireNonNull(byId.get(id), id).outcome();
            assertThat(outcome).as(id).isEqualTo(before == Run.Outcome.ADDED ? Run.Outcome.UNCHANGED : before);
        });
    }

    @ParameterizedTest
    @CsvSource({"paged-collection,4", "partial-collection,4"})
    void given_pages_are_followed(String pages, int datasets) throws Exception {
        Path folderOfPages = given().resolve("udata-fr/harvest/tests/dcat");
        String second = here(Files.readString(folderOfPages.resolve(pages + "-2.jsonld")));
        String first = here(Files.readString(folderOfPages.resolve(pages + "-1.jsonld")));
        portal.folder(
                folder,
                uri -> new Answer(
                        200, uri.contains("page=2") ? second : uri.contains("catalog") ? first : "[{\"a\": 1}]"));
        Source source = source(portal.address(folder + "/catalog.jsonld"), "", Source.Absence.KEEP);
        Run run = read(source, false);
        assertThat(run.state()).as(String.valueOf(run.refusal())).isEqualTo(Run.State.DONE);
        assertThat(outcomes(run)).hasSize(datasets);
        assertThat(outcomes(read(source, false)).values()).doesNotContain(Run.Outcome.ADDED, Run.Outcome.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ckanext-dcat/dcat/catalog_pod.jsonld", "udata-fr/harvest/tests/dcat/evian.json"})
    void given_project_open_data_is_read(String file) throws Exception {
        Source source = served(
                "/data.json", here(Files.readString(given().resolve(file))).getBytes(StandardCharsets.UTF_8));
        Run run = read(source, false);
        assertThat(run.state()).as(String.valueOf(run.refusal())).isEqualTo(Run.State.DONE);
        assertThat(outcomes(run)).isNotEmpty();
        assertThat(outcomes(read(source, false)).values()).doesNotContain(Run.Outcome.ADDED, Run.Outcome.RENEWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // It uses a prefix that it does not declare.
                "ckanext-dcat/dcat/dataset.ttl",
                // It has text where none may be.
                "udata-fr/harvest/tests/dcat/geonetwork.xml",
                "semic-shacl/dcat-ap-SHACL.ttl",
                "datagovbe-dcattools/brussels/dataset-example.xml"
            })
    void what_is_no_catalogue_is_told(String file) throws Exception {
        byte[] body = Files.readAllBytes(given().resolve(file));
        portal.page(folder + "/catalogue", () -> new Answer(200, body));
        var wish = new SourceWish(
                "Given", "", portal.address(folder + "/catalogue"), "", "", true, "keep", "30", "", "Europe/Brussels");
        assertThat(setUpSource.create(OPERATOR, wish)).isInstanceOf(SetUpSource.Outcome.Wrong.class);
    }

    private Source served(String path, byte[] body) throws InterruptedException {
        portal.folder(folder, uri -> new Answer(200, uri.matches(".*\\.(geo)?json") ? "[{\"a\": 1}]" : "a;b\n1;x\n"));
        portal.page(folder + path, () -> new Answer(200, body));
        Source source = source(portal.address(folder + path), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.DCAT);
        return source;
    }

    /// With all files where this server has them.
    private String here(String text) {
        return HOST.matcher(text)
                .replaceAll(found -> VOCABULARIES.contains(found.group(1))
                        ? found.group()
                        : portal.address(folder) + "/" + found.group(1));
    }

    private static void compare(Resource theirs, Dataset ours) {
        Dataset.Description said = ours.description();
        Set<String> titles = new HashSet<>();
        theirs.listProperties(DCTerms.title)
                .forEach(each -> titles.add(each.getString().strip().replaceAll("\\s+", " ")));
        assertThat(titles).containsAll(said.title().byLanguage().values());
        long languages = theirs.listProperties(DCTerms.title).toList().stream()
                .map(each -> each.getLanguage().replaceFirst("-.*", ""))
                .distinct()
                .count();
        assertThat(said.title().byLanguage()).hasSize((int) languages);
        Set<String> words = new TreeSet<>();
        theirs.listProperties(DCAT.keyword).forEach(each -> {
            RDFNode word = each.getObject();
            if (word.isLiteral() && !word.asLiteral().getString().isBlank()) {
                words.add(word.asLiteral().getString().strip());
            }
        });
        words.removeIf(word -> word.length() > DescriptionMistake.LONGEST_KEYWORD);
        Set<String> kept = new TreeSet<>();
        said.keywords().byLanguage().values().forEach(kept::addAll);
        assertThat(kept).isEqualTo(words);
        boolean isDescribed = theirs.listProperties(DCTerms.description).toList().stream()
                .anyMatch(each ->
                        each.getObject().isLiteral() && !each.getString().isBlank());
        assertThat(said.text().isEmpty()).isNotEqualTo(isDescribed);
        if (!theirs.hasProperty(DCTerms.publisher) && !theirs.hasProperty(DCTerms.creator)) {
            assertThat(said.publisher().isEmpty()).isTrue();
        }
        if (!theirs.hasProperty(DCAT.contactPoint)
                && !theirs.hasProperty(ResourceFactory.createProperty("http://www.w3.org/ns/adms#contactPoint"))) {
            assertThat(said.contact()).isEqualTo(Dataset.Contact.NONE);
        }
    }
}
