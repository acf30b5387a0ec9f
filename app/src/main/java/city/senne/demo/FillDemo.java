package city.senne.demo;

import city.senne.data.chart.KeepChart;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.settings.SetUpPortal;
import city.senne.platform.portal.Basemap;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Portal;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// Publishes the invented city's files through the same door as everybody else's; each has its description
/// beside it in the folder `descriptions`.
@Component
class FillDemo {
    interface Source {
        Path write(Path folder) throws IOException;
    }

    /// A file that is published as a dataset; a later one of the same dataset is its next version.
    record Filled(String id, Source source) {}

    private final PublishFile publishFile;
    private static final String BASEMAP = "plan-de-ville";
    private static final String ADDRESSES = "adresses";

    private final KeepChart keepChart;
    private final SetUpPortal setUpPortal;
    private final CurrentPortal current;
    private final SenneHome home;

    FillDemo(
            PublishFile publishFile,
            KeepChart keepChart,
            SetUpPortal setUpPortal,
            CurrentPortal current,
            SenneHome home) {
        this.publishFile = publishFile;
        this.keepChart = keepChart;
        this.setUpPortal = setUpPortal;
        this.current = current;
        this.home = home;
    }

    /// What is published last stands first among the newest.
    static List<Filled> sources() {
        CityPlan plan = new CityPlan();
        PlanFiles ground = new PlanFiles(plan);
        PlaceFiles places = new PlaceFiles(plan);
        FigureFiles figures = new FigureFiles();
        List<Filled> sources = new ArrayList<>();
        sources.add(new Filled(BASEMAP, ground::ground));
        sources.add(new Filled("eau", ground::water));
        sources.add(new Filled("espaces-verts", ground::parks));
        sources.add(new Filled("ilots", ground::blocks));
        sources.add(new Filled("rues", ground::streets));
        sources.add(new Filled(ADDRESSES, ground::addresses));
        sources.add(new Filled("quartiers", ground::neighbourhoods));
        sources.add(new Filled("mobilier-urbain", places::furniture));
        sources.add(new Filled("toilettes", places::toilets));
        sources.add(new Filled("parkings", places::carParks));
        sources.add(new Filled("chantiers", places::works));
        sources.add(new Filled("evenements", places::events));
        sources.add(new Filled("ecoles", places::schools));
        sources.add(new Filled("creches", places::creches));
        sources.add(new Filled("subsides", figures::subsidies));
        sources.add(new Filled("budget", figures::budget));
        sources.add(new Filled("qualite-air", figures::air));
        sources.add(new Filled("comptages-velo", figures::bikeCounts));
        sources.add(new Filled("population", figures::population));
        sources.add(new Filled("arbres", folder -> places.trees(folder, 2025)));
        sources.add(new Filled("arbres", folder -> places.trees(folder, 2026)));
        return sources;
    }

    /// Returns when everything is published.
    ///
    /// @param tell is told of each step
    void fill(Consumer<String> tell) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.work().resolve("demo"));
        for (Filled source : sources()) {
            tell.accept("Publishing the demo city: " + source.id());
            Path file = source.source().write(folder);
            Delivery delivery = publishFile.publish(new Viewer.Operator(), file, description(source.id()));
            if (delivery.refusal() != null)
                throw new IllegalStateException(delivery.refusal().toString());
        }
        FileSystemUtils.deleteRecursively(folder);
        for (DemoChart chart : DemoChart.ALL) {
            keepChart.keep(new Viewer.Operator(), chart.dataset(), chart.question(), chart.title());
        }
        setUpPortal();
    }

    /// As an operator would on the settings page.
    private void setUpPortal() {
        CurrentPortal.Kept now = current.kept();
        Portal portal = now.portal().maps(Basemap.of(BASEMAP), ADDRESSES).contact("opendata@ville.example");
        SetUpPortal.Outcome outcome = setUpPortal.setUp(new Viewer.Operator(), now.revision(), portal, null);
        if (!(outcome instanceof SetUpPortal.Outcome.Done)) throw new IllegalStateException(outcome.toString());
    }

    static String description(String id) throws IOException {
        String name = "descriptions/" + id + ".senne.yaml";
        try (InputStream text = Objects.requireNonNull(FillDemo.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
