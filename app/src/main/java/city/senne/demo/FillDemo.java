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
import java.util.LinkedHashMap;
import java.util.Map;
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
    static Map<String, Source> sources() {
        CityPlan plan = new CityPlan();
        PlanFiles ground = new PlanFiles(plan);
        PlaceFiles places = new PlaceFiles(plan);
        FigureFiles figures = new FigureFiles();
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put(BASEMAP, ground::ground);
        sources.put("eau", ground::water);
        sources.put("espaces-verts", ground::parks);
        sources.put("ilots", ground::blocks);
        sources.put("rues", ground::streets);
        sources.put(ADDRESSES, ground::addresses);
        sources.put("quartiers", ground::neighbourhoods);
        sources.put("mobilier-urbain", places::furniture);
        sources.put("toilettes", places::toilets);
        sources.put("parkings", places::carParks);
        sources.put("chantiers", places::works);
        sources.put("evenements", places::events);
        sources.put("ecoles", places::schools);
        sources.put("creches", places::creches);
        sources.put("subsides", figures::subsidies);
        sources.put("budget", figures::budget);
        sources.put("qualite-air", figures::air);
        sources.put("comptages-velo", figures::bikeCounts);
        sources.put("population", figures::population);
        sources.put("arbres", places::trees);
        return sources;
    }

    /// Returns when everything is published.
    ///
    /// @param tell is told of each step
    void fill(Consumer<String> tell) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.work().resolve("demo"));
        for (Map.Entry<String, Source> source : sources().entrySet()) {
            tell.accept("Publishing the demo city: " + source.getKey());
            Path file = source.getValue().write(folder);
            Delivery delivery = publishFile.publish(new Viewer.Operator(), file, description(source.getKey()));
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
        Portal portal = now.portal().maps(Basemap.of(BASEMAP), ADDRESSES);
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
