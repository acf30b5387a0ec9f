package city.senne.demo;

import city.senne.engine.table.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// A file as city agents export it: semicolons, decimal commas, French headers.
final class Table implements AutoCloseable {
    private final Path file;
    private final Writer out;
    private final CsvWriter csv;

    Table(Path file, String... headers) throws IOException {
        this.file = file;
        out = Files.newBufferedWriter(file);
        csv = new CsvWriter(out, ';', false);
        csv.row(Arrays.asList(headers));
    }

    /// Doubles get a decimal comma and one decimal; everything else stands as it is.
    void row(Object... values) throws IOException {
        csv.row(Arrays.stream(values)
                .map(value -> value instanceof Double number ? comma(number, 1) : String.valueOf(value))
                .toList());
    }

    static String comma(double number, int decimals) {
        return String.format(Locale.FRENCH, "%." + decimals + "f", number);
    }

    /// `12 345,00`, with the blank that spreadsheets put between thousands.
    static String amount(double euros) {
        return String.format(Locale.ROOT, "%,.2f", euros).replace(',', '\u00a0').replace('.', ',');
    }

    static String degrees(double angle) {
        return String.format(Locale.ROOT, "%.6f", angle);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
