package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.DescribeDataset;
import city.senne.data.catalog.StageDataset;
import city.senne.data.ingest.PublishFile;
import city.senne.data.sources.FakePortal.Opendatasoft;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// A house that may ask a portal beside it.
@TestPropertySource(properties = {"open-house.name=source-house", "senne.ingest.private-addresses=true"})
abstract class SourceHouse {
    static final Viewer OPERATOR = new Viewer.Operator();
    static final FakePortal portal = new FakePortal();
    private static final AtomicInteger houses = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("senne.ingest.ports", portal::port);
    }

    @Autowired
    SetUpSource setUpSource;

    @Autowired
    Sources sources;

    @Autowired
    Runs runs;

    @Autowired
    SourceQueue queue;

    @Autowired
    Catalog catalog;

    @Autowired
    DescribeDataset describeDataset;

    @Autowired
    StageDataset stageDataset;

    @Autowired
    PublishFile publishFile;

    @LocalServerPort
    int port;

    final String folder = "/portal-" + houses.incrementAndGet();
    final String prefix = folder.substring(1) + "-";

    Source source(String address, String wanted, Source.Absence absence) throws InterruptedException {
        var wish = new SourceWish(
                "A portal", "", address, "", wanted, true, absence.apiName(), "30", "", "Europe/Brussels");
        return ((SetUpSource.Outcome.Kept) setUpSource.create(OPERATOR, wish)).source();
    }

    Run read(Source source, boolean dry) throws InterruptedException {
        Run run = setUpSource.read(OPERATOR, source.id(), dry).orElseThrow();
        for (int i = 0; i < 600 && !run.state().isFinal(); i++) {
            Thread.sleep(100);
            run = runs.find(run.id()).orElseThrow();
        }
        return run;
    }

    Map<String, Run.Outcome> outcomes(Run run) {
        return runs.items(run.id(), 1000, 0).stream().collect(Collectors.toMap(Run.Item::remoteId, Run.Item::outcome));
    }

    List<String> notes(Run run) {
        return runs.items(run.id(), 1000, 0).stream()
                .flatMap(item -> item.notes().stream())
                .map(Note::code)
                .toList();
    }

    Dataset dataset(String id) {
        return catalog.findDataset(new DatasetId(id)).orElseThrow();
    }

    String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    Opendatasoft threeDatasets() {
        Opendatasoft theirs = new Opendatasoft(portal, folder);
        theirs.put(prefix + "one", "Een", "2026-01-01", "{\"naam\": \"a\"}\n{\"naam\": \"b\"}\n");
        theirs.put(prefix + "two", "Twee", "2026-01-01", "{\"naam\": \"c\"}\n");
        theirs.put(prefix + "three", "Drie", "2026-01-01", "{\"naam\": \"d\"}\n");
        return theirs;
    }
}
