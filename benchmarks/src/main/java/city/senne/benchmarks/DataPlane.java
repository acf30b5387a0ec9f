package city.senne.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The data plane against plain DuckDB on the same Parquet file, and against a PostgreSQL that is named by
/// `-Dpostgres=jdbc:postgresql://…` if one is: ingest, aggregate, page, export. Prints a table of medians and ratios.
///
/// Arguments: the number of rows (usual: 10,000,000) and the folder to work in.
public final class DataPlane {
    private static final int ROUNDS = 7;
    private static final String AGGREGATE =
            "select commune, count(*), avg(montant) from %s group by commune order by 1";
    private static final String PAGE = "select * from %s where id = %d limit 100";

    private DataPlane() {}

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        Path work = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("senne-benchmark");
        Path root = Path.of(System.getProperty("senne.root", "")).toAbsolutePath();
        Path csv = Payments.csv(work, rows);

        Path home = work.resolve("home");
        try (Product product = Product.start(root, "serve", "--home", home.toString(), "--port", "0")) {
            Figures.print("start: %.1f s CPU, %d MB resident", product.cpuSeconds(), product.residentMegabytes());
            ingest(root, product, csv, home, work);
            Path parquet = Product.largestParquet(home);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
                questions(product, duck, "read_parquet('" + parquet + "')", rows);
            }
            export(product);
            Figures.print("peak of the program: %d MB resident", product.peakMegabytes());
        }
    }

    private static void ingest(Path root, Product product, Path csv, Path home, Path work)
            throws IOException, InterruptedException, SQLException {
        double before = product.cpuSeconds();
        long start = System.nanoTime();
        product.publish(root, csv, "bench", home);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = product.cpuSeconds() - before;
        Path target = work.resolve("duckdb.parquet");
        double duckSeconds;
        double duckCpu;
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            double duckBefore = ownCpuSeconds();
            long duckStart = System.nanoTime();
            statement.execute("copy (select * from read_csv('%s')) to '%s' (format parquet, compression zstd)"
                    .formatted(csv, target));
            duckSeconds = (System.nanoTime() - duckStart) / 1e9;
            duckCpu = ownCpuSeconds() - duckBefore;
        }
        Figures.print("| CSV to published version | senne | DuckDB COPY | ratio |");
        Figures.print("| wall s | %.1f | %.1f | %.2f |", seconds, duckSeconds, seconds / duckSeconds);
        Figures.print("| CPU s | %.1f | %.1f | %.2f |", cpu, duckCpu, cpu / duckCpu);
    }

    private static void questions(Product product, Connection duck, String relation, long rows)
            throws IOException, InterruptedException, SQLException {
        URI aggregate = product.explore(
                "bench", "/records", "select", "count(*) as n, avg(montant) as moyenne", "group_by", "commune");
        URI page = product.explore("bench", "/records", "where", "id=" + rows / 2, "limit", "100");
        URI first = product.explore("bench", "/records", "limit", "100", "offset", "5000");
        Figures.print("| question, median ms of %d | senne over HTTP | DuckDB | ratio | PostgreSQL |", ROUNDS);
        compare(
                "aggregate by commune",
                product,
                aggregate,
                duck,
                AGGREGATE.formatted(relation),
                AGGREGATE.formatted("bench"));
        compare(
                "row by id",
                product,
                page,
                duck,
                PAGE.formatted(relation, rows / 2),
                PAGE.formatted("bench", rows / 2));
        String slice = "select * from %s limit 100 offset 5000";
        compare("page of 100", product, first, duck, slice.formatted(relation), slice.formatted("bench"));
    }

    private static void compare(
            String name, Product product, URI uri, Connection duck, String duckSql, String postgresSql)
            throws IOException, InterruptedException, SQLException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            String _ = product.get(uri);
            ours.add((System.nanoTime() - start) / 1e6);
            theirs.add(milliseconds(duck, duckSql));
        }
        String postgres = System.getProperty("postgres");
        String third = "-";
        if (postgres != null) {
            try (Connection connection = DriverManager.getConnection(postgres)) {
                List<Double> times = new ArrayList<>();
                for (int round = 0; round < 3; round++) times.add(milliseconds(connection, postgresSql));
                third = "%.1f".formatted(Figures.median(times));
            }
        }
        // The first round warms up.
        double mine = Figures.median(ours.subList(1, ours.size()));
        double peer = Figures.median(theirs.subList(1, theirs.size()));
        Figures.print("| %s | %.1f | %.1f | %.2f | %s |", name, mine, peer, mine / peer, third);
    }

    private static double milliseconds(Connection connection, String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) result.getObject(1);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void export(Product product) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (String format : List.of("csv", "jsonl", "parquet")) {
            long start = System.nanoTime();
            HttpResponse<InputStream> response = http.send(
                    HttpRequest.newBuilder(product.explore("bench", "/exports/" + format))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            long bytes = 0;
            double firstByte = 0;
            try (InputStream body = response.body()) {
                byte[] buffer = new byte[1 << 16];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    if (bytes == 0) firstByte = (System.nanoTime() - start) / 1e6;
                    bytes += read;
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Figures.print(
                    "| export %s | first byte %.0f ms | %.1f s | %,d MB |", format, firstByte, seconds, bytes >> 20);
        }
    }

    private static double ownCpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
