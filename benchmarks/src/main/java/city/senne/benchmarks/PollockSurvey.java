package city.senne.benchmarks;

import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.delivery.csv.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How many of the survey files of the Pollock benchmark (real CSV files from open data portals, each
/// with a version cleaned by hand) are read exactly as the clean version says: by our reader, and by
/// DuckDB's sniffer alone.
///
/// Exactly means the same names of columns, where the file has a header, and the same rows of the same
/// cells in the same order, all as text. Not counted as differences, for either: blanks around a cell,
/// an empty cell against a missing one, rows of empty cells, and the number that a reader gives to a
/// repeated name.
public final class PollockSurvey {
    private final Path folder;
    private final Connection duckdb;

    private PollockSurvey(Path folder, Connection duckdb) {
        this.folder = folder;
        this.duckdb = duckdb;
    }

    /// Prints a table of files.
    ///
    /// @param arguments the folder that holds `csv`, `clean` and `parameters`
    public static void main(String[] arguments) throws IOException, SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            new PollockSurvey(Path.of(arguments[0]), duckdb).run();
        }
    }

    private void run() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder.resolve("csv"))) {
            files = list.sorted().toList();
        }
        int ours = 0;
        int theirs = 0;
        System.out.println("Senne | DuckDB | file | difference of Senne's reading | difference of DuckDB's reading");
        System.out.println("---|---|---|---|---");
        for (Path file : files) {
            Table clean = clean(file);
            String senne = difference(clean, () -> bySenne(file));
            String duck = difference(clean, () -> byDuckDb(file));
            if (senne.isEmpty()) ours++;
            if (duck.isEmpty()) theirs++;
            System.out.println((senne.isEmpty() ? "yes" : "no") + " | " + (duck.isEmpty() ? "yes" : "no") + " | "
                    + file.getFileName() + " | " + senne + " | " + duck);
        }
        System.out.printf(
                "%nRead exactly as the clean version says, of %d files: Senne %d, DuckDB %d%n",
                files.size(), ours, theirs);
    }

    /// Names are null when the file has none.
    private record Table(@Nullable List<String> names, List<List<String>> rows) {}

    private interface Reading {
        Table read() throws IOException, SQLException;
    }

    private Table clean(Path file) throws IOException {
        String name = file.getFileName().toString();
        JsonNode parameters = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("parameters").resolve(name + "_parameters.json")));
        List<List<String>> lines =
                plainCsv(Files.readString(folder.resolve("clean").resolve(name), StandardCharsets.UTF_8));
        boolean named = !parameters.get("header_lines").asString().equals("0");
        if (named) return new Table(lines.getFirst(), lines.subList(1, lines.size()));
        boolean invented = lines.getFirst().stream().noneMatch(cell -> cell.matches("[\\d.:/-]+"));
        return new Table(null, invented ? lines.subList(1, lines.size()) : lines);
    }

    private static Table bySenne(Path file) throws IOException {
        try (CsvReader reader = CsvReader.open(file, ReadingOptions.NONE)) {
            List<List<String>> rows = new ArrayList<>();
            SourceRow row;
            while ((row = reader.next()) != null) rows.add(row.asText());
            return new Table(reader.columns().stream().map(SourceColumn::header).toList(), rows);
        }
    }

    /// Its sniffer finds the dialect; all cells are then read as text, so that no type changes them.
    private Table byDuckDb(Path file) throws SQLException {
        String path = file.toString().replace("'", "''");
        String dialect;
        try (var statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT Delimiter, Quote, Escape, NewLineDelimiter, SkipRows, HasHeader FROM sniff_csv('" + path
                                + "')")) {
            found.next();
            dialect = "delim=" + literal(found.getString(1)) + ", quote=" + literal(found.getString(2)) + ", escape="
                    + literal(found.getString(3)) + ", skip=" + found.getInt(5) + ", header=" + found.getBoolean(6);
        }
        try (var statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT * FROM read_csv('" + path + "', all_varchar=true, " + dialect + ")")) {
            int width = found.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int c = 1; c <= width; c++) names.add(found.getMetaData().getColumnName(c));
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) row.add(Objects.requireNonNullElse(found.getString(c), ""));
                rows.add(row);
            }
            return new Table(names, rows);
        }
    }

    private static String literal(String text) {
        return text.equals("(empty)") ? "''" : "'" + text.replace("'", "''") + "'";
    }

    private static String difference(Table clean, Reading reading) {
        Table read;
        try {
            read = reading.read();
        } catch (UnreadableDelivery | IOException | SQLException e) {
            return "refused: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
        if (clean.names != null && read.names != null) {
            for (int c = 0; c < clean.names.size(); c++) {
                String wanted = clean.names.get(c).strip();
                String got = c < read.names.size() ? read.names.get(c).strip() : "nothing";
                boolean again = clean.names.subList(0, c).stream()
                        .anyMatch(name -> name.strip().equals(wanted));
                boolean same = wanted.isEmpty() || got.equals(wanted) || again && got.startsWith(wanted);
                if (!same) return "column " + (c + 1) + " is called " + shortened(got) + ", not " + shortened(wanted);
            }
        }
        List<List<String>> wanted = clean.rows.stream()
                .map(PollockSurvey::trimmed)
                .filter(row -> !row.isEmpty())
                .toList();
        List<List<String>> got = read.rows.stream()
                .map(PollockSurvey::trimmed)
                .filter(row -> !row.isEmpty())
                .toList();
        for (int r = 0; r < Math.min(wanted.size(), got.size()); r++) {
            if (!wanted.get(r).equals(got.get(r))) {
                return "row " + (r + 1) + " is " + shortened(got.get(r).toString()) + ", not "
                        + shortened(wanted.get(r).toString());
            }
        }
        return wanted.size() == got.size() ? "" : got.size() + " rows, not " + wanted.size();
    }

    private static List<String> trimmed(List<String> row) {
        List<String> cells = new ArrayList<>(row.stream().map(String::strip).toList());
        while (!cells.isEmpty() && cells.getLast().isEmpty()) cells.removeLast();
        return cells;
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ').replace("|", "\\|");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /// Commas, doubled quotes, line ends inside quotes: the clean files are written so. Read apart from
    /// our reader, which is on trial here.
    private static List<List<String>> plainCsv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') cell.append(c);
                else if (i + 1 < text.length() && text.charAt(i + 1) == '"') cell.append(text.charAt(++i));
                else quoted = false;
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
