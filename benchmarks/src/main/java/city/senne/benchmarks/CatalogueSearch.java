package city.senne.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Searches in a catalogue of many generated datasets, over HTTP, as pages. Needs an empty PostgreSQL database that is
/// named by `-Dpostgres=jdbc:postgresql://…`.
///
/// Argument: the number of datasets (usual: 100,000).
public final class CatalogueSearch {
    private static final int ROUNDS = 40;
    private static final List<String> THEMES = List.of("ENVI", "TRAN", "EDUC", "GOVE", "SOCI", "HEAL", "REGI", "ECON");
    private static final List<String> THINGS = List.of(
            "arbres",
            "crèches",
            "écoles",
            "vélos",
            "subsides",
            "permis",
            "piscines",
            "bibliothèques",
            "parcs",
            "toilettes",
            "chantiers",
            "accidents",
            "budgets",
            "marchés",
            "musées",
            "terrasses",
            "fontaines",
            "bancs",
            "autobus",
            "trams",
            "parkings",
            "quartiers",
            "logements",
            "déchets",
            "bruits",
            "aires",
            "canaux",
            "énergie",
            "commerces",
            "emplois",
            "élections",
            "naissances",
            "décès",
            "mariages",
            "revenus",
            "impôts",
            "plaintes",
            "caméras",
            "sports",
            "cinémas");

    /// Every dataset is a copy of the one that was published, with words of its own: one of `n` things, counted in one
    /// of 19 places in one of 30 years.
    private static final String FILL = """
            insert into dataset (id, uid, title, description, publisher, keywords, themes, created_at, modified_at, stage,
              staged_at, published_at, contact_name, contact_email, frequency, licence, licence_url)
            select 'jeu-' || i, 'da_' || i,
              jsonb_build_object('fr', what[1 + i %% 40] || ' de ' || place[1 + i %% 19] || ' ' || 1995 + i %% 30 || ' ' || substr(md5((i %% 5000)::text), 1, 8),
                'nl', 'Gegevens over ' || what[1 + i %% 40]),
              jsonb_build_object('fr', 'Relevé ' || what[1 + (i * 7) %% 40] || ' par la Ville, mis à jour chaque mois. ' || md5(i::text)),
              jsonb_build_object('fr', 'Service ' || i %% 60),
              jsonb_build_object('und', jsonb_build_array('mot' || i %% 500, what[1 + i %% 40])),
              array[(array['ENVI', 'TRAN', 'EDUC', 'GOVE', 'SOCI', 'HEAL', 'REGI', 'ECON'])[1 + i %% 8]],
              created_at, modified_at - make_interval(mins => i), stage, staged_at, published_at, contact_name,
              contact_email, frequency, licence, licence_url
            from dataset, generate_series(1, %1$d) as i,
              (select array[%2$s] as what,
                array['Bruxelles', 'Ixelles', 'Uccle', 'Forest', 'Jette', 'Evere', 'Anderlecht', 'Etterbeek', 'Ganshoren',
                'Koekelberg', 'Molenbeek', 'Auderghem', 'Schaerbeek', 'Woluwe', 'Watermael', 'Laeken', 'Haren', 'Neder',
                'Berchem'] as place) words
            where dataset.id = 'modele'""";

    private static final String VERSIONS = """
            insert into dataset_version (dataset_id, number, snapshot_id, landed_at, update_mode, row_count, byte_count, schema)
            select 'jeu-' || i, number, snapshot_id, landed_at, update_mode, row_count, byte_count, schema
            from dataset_version, generate_series(1, %d) as i where dataset_id = 'modele'""";

    private CatalogueSearch() {}

    public static void main(String[] arguments) throws Exception {
        int datasets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        String postgres = System.getProperty("postgres", "");
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path work = Files.createTempDirectory("senne-benchmark");
        String[] serve = {"serve", "--home", work.resolve("home").toString(), "--port", "0", "--database-url", postgres
        };
        try (Product product = Product.start(root, serve)) {
            Path csv = Files.writeString(work.resolve("modele.csv"), "id,nom,quantité\n1,a,5\n2,b,6\n");
            product.publish(root, csv, "modele", work.resolve("home"));
        }
        fill(postgres, datasets);
        try (Product product = Product.start(root, serve)) {
            awaitIndex(postgres, datasets);
            for (int warming = 0; warming < 3; warming++) {
                for (var search : searches().values()) times(product, search);
            }
            Figures.print("| %d searches each, ms | first: median | p99 | again: median | p99 |", ROUNDS);
            for (var search : searches().entrySet()) measure(product, postgres, search.getKey(), search.getValue());
        }
    }

    /// Each a way to make different questions of one kind.
    private static Map<String, IntFunction<String>> searches() {
        Map<String, IntFunction<String>> searches = new LinkedHashMap<>();
        searches.put("a word of 1 in 40", i -> "q=" + encoded(THINGS.get(i)));
        searches.put("a word and a year, 1 in 1,200", i -> "q=" + encoded(THINGS.get(i)) + "+" + (1995 + i % 30));
        searches.put("a word with a typing error", i -> "q=" + encoded(mistyped(THINGS.get(i))));
        searches.put("a word and a facet", i -> "q=" + encoded(THINGS.get(i)) + "&keyword=mot" + i * 8);
        searches.put("a facet, 1 in 500", i -> "keyword=mot" + i);
        searches.put("a facet, 1 in 8", i -> "theme=" + THEMES.get(i % 8) + "&publisher=Service+" + i % 8);
        searches.put("a word of every dataset", i -> "q=ville&page=" + (i + 1));
        searches.put("nothing, the whole catalogue", i -> "page=" + (i + 1));
        return searches;
    }

    private static String mistyped(String word) {
        return word.substring(0, 2) + word.charAt(3) + word.charAt(2) + word.substring(4);
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private static void fill(String postgres, int datasets) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            String things = THINGS.stream().map(thing -> "'" + thing + "'").collect(Collectors.joining(", "));
            statement.execute(FILL.formatted(datasets, things));
            statement.execute(VERSIONS.formatted(datasets));
        }
    }

    /// The program puts into its index, after its start, what came into the catalogue by hand.
    static void awaitIndex(String postgres, int datasets) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            long indexed = 0;
            while (indexed < datasets) {
                Thread.sleep(1000);
                try (ResultSet row = statement.executeQuery("select count(*) from dataset_search")) {
                    indexed = row.next() ? row.getLong(1) : 0;
                }
            }
            statement.execute("vacuum analyze");
        }
    }

    /// A dataset changes: what was kept of earlier searches does not count from here on.
    private static void change(String postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("update catalogue_state set changes = changes + 1");
            statement.execute("""
                    update dataset_search set modified_at = now(), changed = (select changes from catalogue_state)
                    where dataset_id = 'jeu-1'""");
        }
    }

    private static void measure(Product product, String postgres, String name, IntFunction<String> query)
            throws IOException, InterruptedException, SQLException {
        change(postgres);
        List<Double> first = times(product, query);
        List<Double> again = times(product, query);
        Figures.print(
                "| %s | %.1f | %.1f | %.1f | %.1f |",
                name,
                Figures.median(first),
                Figures.percentile(first, 99),
                Figures.median(again),
                Figures.percentile(again, 99));
    }

    private static List<Double> times(Product product, IntFunction<String> query)
            throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            product.get(page(product, query.apply(round)));
            times.add(Figures.milliseconds(start));
        }
        return times;
    }

    private static URI page(Product product, String query) {
        return product.address("/datasets?lang=fr&" + query);
    }
}
