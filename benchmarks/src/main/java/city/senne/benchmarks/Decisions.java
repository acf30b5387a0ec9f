package city.senne.benchmarks;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who sees what in a large administration, over HTTP: many closed datasets, people and rules. Needs an empty
/// PostgreSQL database that is named by `-Dpostgres=jdbc:postgresql://…`.
///
/// Arguments: the numbers of datasets, people and rules (usual: 10,000, 5,000 and 700,000).
public final class Decisions {
    private static final int ORGANISATIONS = 200;
    private static final int ROUNDS = 200;

    private static final String DATASETS = """
            insert into dataset (id, uid, title, description, publisher, keywords, themes, created_at, modified_at, stage,
              staged_at, published_at, contact_name, contact_email, frequency, licence, licence_url, level, organisation_id)
            select 'jeu-' || i, 'da_' || i, title, description, publisher, keywords, themes, created_at, modified_at, stage,
              staged_at, published_at, contact_name, contact_email, frequency, licence, licence_url,
              (array['restricted', 'hidden'])[1 + i %% 2], 'org-' || i %% %2$d
            from dataset, generate_series(1, %1$d) as i where dataset.id = 'modele'""";

    private static final String VERSIONS = """
            insert into dataset_version (dataset_id, number, snapshot_id, landed_at, update_mode, row_count, byte_count, schema)
            select 'jeu-' || i, number, snapshot_id, landed_at, update_mode, row_count, byte_count, schema
            from dataset_version, generate_series(1, %d) as i where dataset_id = 'modele'""";

    private static final String ORGANISATION_ROWS = """
            insert into organisation (id, name) select 'org-' || i, '{"fr": "Service"}' from generate_series(0, %d) as i""";

    private static final String PEOPLE = """
            insert into person (login, name) select 'agent-' || i, 'Agent ' || i from generate_series(1, %d) as i""";

    /// One in ten is about an organisation, the others about a person; one in ten denies.
    private static final String RULES = """
            insert into access_rule (dataset_id, effect, audience, audience_id, row_columns, purpose, valid_from, valid_until,
              reason, made_by, made_at)
            select 'jeu-' || 1 + i %% %1$d, case when i %% 10 = 3 then 'deny' else 'permit' end,
              case when i %% 10 = 0 then 'organisation' else 'person' end,
              case when i %% 10 = 0 then 'org-' || (i / 10 * 7) %% %3$d else people[1 + (i * 13) %% %2$d] end,
              '{}', 'Mission ' || i %% 50, now() - interval '1 day', now() + interval '1 year', 'Protocole ' || i, 'banc', now()
            from generate_series(1, %4$d) as i, (select array_agg(id::text) as people from person where login like 'agent-%%')
              all_people""";

    private static final String KEYS = """
            insert into api_key (name, key_hash, is_administrator, created_by, organisation_id, expires_at)
            select 'banc', sha256(convert_to('banc-' || i, 'UTF8')), false, 'banc', 'org-' || i, now() + interval '1 day'
            from generate_series(0, %d) as i""";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Product product;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Decisions(Product product) {
        this.product = product;
    }

    public static void main(String[] arguments) throws Exception {
        int datasets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        int rules = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 700_000;
        String postgres = System.getProperty("postgres", "");
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path work = Files.createTempDirectory("senne-benchmark");
        String[] serve = {"serve", "--home", work.resolve("home").toString(), "--port", "0", "--database-url", postgres
        };
        try (Product product = Product.start(root, serve)) {
            Path csv = Files.writeString(work.resolve("modele.csv"), "id,nom,quantité\n1,a,5\n2,b,6\n");
            product.publish(root, csv, "modele", work.resolve("home"));
        }
        fill(postgres, datasets, people, rules);
        try (Product product = Product.start(root, serve)) {
            CatalogueSearch.awaitIndex(postgres, datasets);
            Decisions decisions = new Decisions(product);
            decisions.warm();
            decisions.enter(Product.run(
                    root, "sign-in-link", "--home", work.resolve("home").toString()));
            decisions.measure(datasets);
            Figures.print("| memory of the program, MB | %d |", product.residentMegabytes());
        }
    }

    private static void fill(String postgres, int datasets, int people, int rules) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(String.format(Locale.ROOT, ORGANISATION_ROWS, ORGANISATIONS - 1));
            statement.execute(String.format(Locale.ROOT, DATASETS, datasets, ORGANISATIONS));
            statement.execute(String.format(Locale.ROOT, VERSIONS, datasets));
            statement.execute(String.format(Locale.ROOT, PEOPLE, people));
            statement.execute(String.format(Locale.ROOT, RULES, datasets, people, ORGANISATIONS, rules));
            statement.execute(String.format(Locale.ROOT, KEYS, ORGANISATIONS - 1));
            statement.execute("vacuum analyze");
        }
    }

    private void warm() throws IOException, InterruptedException {
        for (int i = 0; i < 400; i++) {
            ask(i % ORGANISATIONS, "/api/datasets/jeu-" + (i + 1) + "/access");
            ask(i % ORGANISATIONS, "/api/explore/v2.1/catalog/datasets?limit=1");
        }
    }

    private void measure(int datasets) throws IOException, InterruptedException {
        Figures.print("| ms over HTTP, %d times | median | p99 |", ROUNDS);
        print("an address that decides nothing", i -> ask(0, "/robots.txt"));
        print("one dataset, the first time", i -> ask(i % ORGANISATIONS, access(datasets / 2 - i)));
        print("one dataset, again", i -> ask(i % ORGANISATIONS, access(datasets / 2 - i % 100)));
        print("catalogue, a viewer who was there", i -> ask(7, "/api/explore/v2.1/catalog/datasets?limit=1"));
        List<Double> changes = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        String token = token(product.address("/datasets/jeu-1/edit/access"));
        for (int i = 0; i < 40; i++) {
            long start = System.nanoTime();
            rule("jeu-" + (i + 1), token);
            changes.add(Figures.milliseconds(start));
            start = System.nanoTime();
            ask(i, "/api/explore/v2.1/catalog/datasets?limit=1");
            firsts.add(Figures.milliseconds(start));
            start = System.nanoTime();
            ask(i + 1, "/api/explore/v2.1/catalog/datasets?limit=1");
            seconds.add(Figures.milliseconds(start));
        }
        print("a rule is made", changes);
        print("catalogue, first question after it", firsts);
        print("catalogue, next viewer's first question", seconds);
    }

    private interface Question {
        void ask(int round) throws IOException, InterruptedException;
    }

    private static void print(String name, Question question) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            question.ask(round);
            times.add(Figures.milliseconds(start));
        }
        print(name, times);
    }

    private static void print(String name, List<Double> times) {
        Figures.print("| %s | %.1f | %.1f |", name, Figures.median(times), Figures.percentile(times, 99));
    }

    private static String access(int dataset) {
        // The odd ones are hidden: who may not know of them is told that there is none.
        return "/api/datasets/jeu-" + dataset * 2 + "/access";
    }

    private void ask(int organisation, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(product.address(path))
                        .header("Authorization", "Apikey banc-" + organisation % ORGANISATIONS)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        // Hidden ones are unknown to those whom no rule lets in.
        if (answer.statusCode() != 200 && answer.statusCode() != 404) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /// @param link that the command printed, with which the administrator enters
    private void enter(String link) throws IOException, InterruptedException {
        URI address = URI.create(link.lines()
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(word -> word.startsWith("http"))
                .findFirst()
                .orElseThrow(() -> new IOException(link)));
        post(address, "choice=skip&_csrf=" + token(address));
    }

    private void rule(String dataset, String token) throws IOException, InterruptedException {
        post(
                product.address("/datasets/" + dataset + "/edit/access/rules"),
                "effect=permit&audience=organisation:org-1&all-fields=true&reason=Mesure&_csrf=" + token);
    }

    private String token(URI page) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(Product.get(http, page));
        if (!token.find()) throw new IOException(page + " has no form");
        return token.group(1);
    }

    private void post(URI address, String form) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 303) throw new IOException(address + " answered: " + answer.body());
    }
}
