package city.senne.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Questions of the Explore API against plain DuckDB on the same Parquet file, and against a PostgreSQL as the
/// datastore
/// of CKAN keeps it: a serial `_id`, a full-text column with a GIN index, an index on each column that is filtered by.
/// Name an empty database with `-Dpostgres=jdbc:postgresql://…`; the table is made when it is not there.
///
/// Arguments: the number of rows (usual: 10,000,000) and the folder to work in. Prints medians in milliseconds; `cold`
/// is the first question after the program was started and its file was put out of the machine's memory.
public final class Questions {
    private static final int ROUNDS = 7;
    private static final int SLOW_ROUNDS = 3;
    private static final List<String> FACETS = List.of("commune", "categorie", "jour", "quantite", "valide");

    private Questions() {}

    /// @param address what is asked of the Explore API, from the dataset on
    /// @param sql the same of DuckDB, with `%s` for the table
    /// @param postgres the same of PostgreSQL
    private record Asked(String name, String path, String[] parameters, List<String> sql, List<String> postgres) {}

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        Path work = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("senne-benchmark");
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path csv = Payments.csv(work, rows);
        Path home = work.resolve("home-questions");
        if (Files.notExists(home)) {
            try (Product product = serve(root, home)) {
                product.publish(root, csv, "bench", home);
            }
        }
        Path parquet = Product.largestParquet(home);
        String postgres = System.getProperty("postgres");
        if (postgres != null) load(postgres, csv);

        List<Asked> asked = asked(rows);
        Figures.print("| question, median ms | Senne over HTTP | plain DuckDB | ratio | PostgreSQL |");
        cold(root, home, parquet, asked.getFirst());
        try (Product product = serve(root, home);
                Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = duck.createStatement()) {
                statement.execute("set memory_limit = '1GB'"); // as the product's
            }
            for (Asked question : asked) compare(question, product, duck, parquet, postgres);
            Figures.print("peak of the program: %d MB resident", product.peakMegabytes());
        }
    }

    private static Product serve(Path root, Path home) throws IOException {
        return Product.start(root, "serve", "--home", home.toString(), "--port", "0");
    }

    private static List<Asked> asked(long rows) {
        long middle = rows / 2;
        String group =
                "select categorie, count(*) n, avg(montant) m from %s group by categorie order by n desc limit 20";
        return List.of(
                same(
                        "page of 100 by place",
                        "/records",
                        new String[] {"limit", "100", "offset", "5000"},
                        "select * from %s limit 100 offset 5000"),
                same(
                        "page of 100 by a number, sorted",
                        "/records",
                        new String[] {"where", "id > " + middle, "order_by", "id", "limit", "100"},
                        "select * from %s where id > " + middle + " order by id limit 100"),
                new Asked(
                        "facets of five fields",
                        "/facets",
                        FACETS.stream()
                                .flatMap(field -> List.of("facet", field).stream())
                                .toArray(String[]::new),
                        facets("%s"),
                        facets("bench")),
                same(
                        "group by, order by, limit",
                        "/records",
                        new String[] {
                            "select", "categorie, count(*) as n, avg(montant) as m",
                            "group_by", "categorie",
                            "order_by", "n desc",
                            "limit", "20"
                        },
                        group),
                new Asked(
                        "search of a word of one row in 100,000",
                        "/records",
                        new String[] {"where", "search(libelle, \"77777\")", "limit", "100"},
                        List.of(
                                "select * from %s where contains(libelle, '77777') limit 100",
                                "select count(*) from %s where contains(libelle, '77777')"),
                        List.of(
                                "select * from bench where _full_text @@ to_tsquery('simple', '77777:*') limit 100",
                                "select count(*) from bench where _full_text @@ to_tsquery('simple', '77777:*')")),
                new Asked(
                        "search of a word of every row",
                        "/records",
                        new String[] {"where", "search(libelle, \"moyenne\")", "limit", "100"},
                        List.of(
                                "select * from %s where contains(libelle, 'moyenne') limit 100",
                                "select count(*) from %s where contains(libelle, 'moyenne')"),
                        List.of(
                                "select * from bench where _full_text @@ to_tsquery('simple', 'moyenne:*') limit 100",
                                "select count(*) from bench where _full_text @@ to_tsquery('simple', 'moyenne:*')")));
    }

    private static Asked same(String name, String path, String[] parameters, String sql) {
        // A page tells how many rows there are, so its peers count too.
        String condition = sql.contains("where") ? sql.replaceFirst(".*( where .*?)( order by.*)", "$1") : "";
        List<String> statements =
                sql.contains("group by") ? List.of(sql) : List.of(sql, "select count(*) from %s" + condition);
        return new Asked(
                name,
                path,
                parameters,
                statements,
                statements.stream().map(text -> text.formatted("bench")).toList());
    }

    private static List<String> facets(String table) {
        return FACETS.stream()
                .map(field ->
                        "select %s, count(*) n from %s group by 1 order by n desc limit 100".formatted(field, table))
                .toList();
    }

    private static void cold(Path root, Path home, Path parquet, Asked question) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < SLOW_ROUNDS; round++) {
            forget(parquet);
            try (Product product = serve(root, home)) {
                forget(parquet);
                ours.add(ask(product, question));
            }
            forget(parquet);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
                theirs.add(ask(duck, question.sql(), "read_parquet('" + parquet + "')"));
            }
        }
        print(question.name() + ", cold", ours, theirs, null);
    }

    private static void compare(
            Asked question, Product product, Connection duck, Path parquet, @Nullable String postgres)
            throws IOException, InterruptedException, SQLException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        double _ = ask(product, question);
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(ask(product, question));
            theirs.add(ask(duck, question.sql(), "read_parquet('" + parquet + "')"));
        }
        List<Double> third = null;
        if (postgres != null) {
            third = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(postgres)) {
                for (int round = 0; round <= SLOW_ROUNDS; round++) third.add(ask(connection, question.postgres(), ""));
            }
            third.removeFirst();
        }
        print(question.name(), ours, theirs, third);
    }

    private static void print(String name, List<Double> ours, List<Double> theirs, @Nullable List<Double> third) {
        double mine = Figures.median(ours);
        double peer = Figures.median(theirs);
        String last = third == null ? "-" : "%.1f".formatted(Figures.median(third));
        Figures.print("| %s | %.1f | %.1f | %.2f | %s |", name, mine, peer, mine / peer, last);
    }

    private static double ask(Product product, Asked question) throws IOException, InterruptedException {
        URI address = product.explore("bench", question.path(), question.parameters());
        long start = System.nanoTime();
        String _ = product.get(address);
        return Figures.milliseconds(start);
    }

    private static double ask(Connection connection, List<String> statements, String table) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try (ResultSet result = statement.executeQuery(sql.replace("%s", table))) {
                    while (result.next()) result.getObject(1);
                }
            }
        }
        return Figures.milliseconds(start);
    }

    /// Puts a file out of the machine's memory.
    private static void forget(Path file) throws IOException, InterruptedException {
        Process dd = new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none").start();
        if (dd.waitFor() != 0) throw new IOException("dd could not put " + file + " out of memory");
    }

    private static void load(String postgres, Path csv) throws SQLException, IOException {
        String columns = "id,jour,heure,commune,categorie,montant,quantite,taux,valide,libelle";
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("select to_regclass('bench') is not null")) {
                there.next();
                if (there.getBoolean(1)) return;
            }
            String text = IntStream.of(1, 2, 3, 4, 9)
                    .mapToObj(i -> columns.split(",")[i] + "::text")
                    .collect(Collectors.joining(" || ' ' || "));
            statement.execute("create unlogged table incoming (id bigint, jour date, heure timestamp, commune text,"
                    + " categorie text, montant numeric, quantite int, taux numeric, valide boolean, libelle text)");
            try (InputStream in = Files.newInputStream(csv)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy incoming (" + columns + ") from stdin (format csv, header true)", in);
            }
            statement.execute("create table bench as select row_number() over () as _id, to_tsvector('simple', " + text
                    + ") as _full_text, * from incoming");
            statement.execute("drop table incoming");
            statement.execute("alter table bench add primary key (_id)");
            statement.execute("create index on bench using gin (_full_text)");
            for (String field : List.of("id", "jour", "commune", "categorie", "quantite")) {
                statement.execute("create index on bench (" + field + ")");
            }
            statement.execute("vacuum analyze bench");
        }
    }
}
