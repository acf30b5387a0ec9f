package city.senne.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;

/// Ten columns of invented payments, the same on every machine.
final class Payments {
    private static final String[] COMMUNES = {
        "Bruxelles", "Ixelles", "Uccle", "Schaerbeek", "Forest", "Laeken", "Etterbeek", "Anderlecht", "Jette", "Evere"
    };

    private Payments() {}

    /// The file of so many rows in that folder, written if it is not there yet.
    static Path csv(Path folder, long rows) throws IOException {
        Path csv = Files.createDirectories(folder).resolve("bench.csv");
        if (Files.notExists(csv)) write(csv, rows);
        Figures.print("rows %,d, CSV %,d MB", rows, Files.size(csv) >> 20);
        return csv;
    }

    private static void write(Path csv, long rows) throws IOException {
        Random random = new Random(10);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("id,jour,heure,commune,categorie,montant,quantite,taux,valide,libelle\n");
            for (long i = 1; i <= rows; i++) {
                int day = (int) (i * 3650 / rows);
                out.write(i + "," + LocalDate.of(2015, 1, 1).plusDays(day) + ","
                        + LocalDateTime.of(2015, 1, 1, 0, 0, 1).plusMinutes(i % 5_000_000) + ","
                        + COMMUNES[random.nextInt(COMMUNES.length)] + ",categorie " + random.nextInt(200) + ","
                        + random.nextInt(1_000_000) / 100.0 + "," + random.nextInt(10_000) + ","
                        + String.format(Locale.ROOT, "%.4f", random.nextDouble()) + "," + random.nextBoolean()
                        + ",un libellé de longueur moyenne " + random.nextInt(100_000) + "\n");
            }
        }
    }
}
