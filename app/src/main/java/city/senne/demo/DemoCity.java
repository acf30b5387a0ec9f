package city.senne.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Files of an invented city, the same at every call, written the way city agents write them: French headers,
/// semicolons,
/// decimal commas.
final class DemoCity {
    /// The middle of the invented city: on the map of Brussels, with streets of its own.
    private static final double LONGITUDE = 4.352;

    private static final double LATITUDE = 50.847;

    private static final List<String> NEIGHBOURHOODS = List.of(
            "Les Iris",
            "Port du Nord",
            "La Senne cachée",
            "Mont des Tilleuls",
            "Les Deux Ponts",
            "Vieux Marché",
            "Prairie haute",
            "Petit Canal",
            "Les Brasseurs",
            "Belle Vue",
            "Les Ateliers",
            "Val des Saules");

    private record Species(String french, String dutch, String latin, int tallest) {}

    private static final List<Species> SPECIES = List.of(
            new Species("Platane commun", "Gewone plataan", "Platanus × hispanica", 30),
            new Species("Tilleul argenté", "Zilverlinde", "Tilia tomentosa", 25),
            new Species("Érable plane", "Noorse esdoorn", "Acer platanoides", 22),
            new Species("Marronnier d'Inde", "Witte paardenkastanje", "Aesculus hippocastanum", 25),
            new Species("Chêne pédonculé", "Zomereik", "Quercus robur", 28),
            new Species("Cerisier du Japon", "Japanse sierkers", "Prunus serrulata", 9),
            new Species("Robinier faux-acacia", "Robinia", "Robinia pseudoacacia", 20),
            new Species("Charme commun", "Haagbeuk", "Carpinus betulus", 18));

    private DemoCity() {}

    /// 4,200 trees with their place, as a spreadsheet export with a title line above the header.
    static Path trees(Path folder) throws IOException {
        Random random = new Random(1987);
        Path file = folder.resolve("arbres.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("Inventaire des arbres de voirie — état au 1er janvier 2026;;;;;;;;\n");
            out.write("N° arbre;Essence (FR);Boomsoort (NL);Nom scientifique;Quartier;Date de plantation;"
                    + "Hauteur (m);Latitude;Longitude\n");
            for (int i = 1; i <= 4200; i++) {
                int neighbourhood = random.nextInt(NEIGHBOURHOODS.size());
                double angle = neighbourhood * Math.TAU / NEIGHBOURHOODS.size();
                double longitude = LONGITUDE + 0.028 * Math.cos(angle) + random.nextGaussian() * 0.006;
                double latitude = LATITUDE + 0.017 * Math.sin(angle) + random.nextGaussian() * 0.004;
                Species species = SPECIES.get((int) (Math.pow(random.nextDouble(), 1.6) * SPECIES.size()));
                LocalDate planted = LocalDate.of(1920, 1, 1).plusDays((long) (Math.sqrt(random.nextDouble()) * 38_600));
                double age = (2026 - planted.getYear()) / 60.0;
                double height = Math.max(2, species.tallest * Math.min(1, age) * (0.75 + random.nextDouble() / 4));
                out.write("%05d;%s;%s;%s;%s;%s;%s;%.6f;%.6f\n"
                        .formatted(
                                i,
                                species.french,
                                species.dutch,
                                species.latin,
                                NEIGHBOURHOODS.get(neighbourhood),
                                planted.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")),
                                random.nextInt(60) == 0 ? "non renseigné" : comma(height),
                                latitude,
                                longitude));
            }
        }
        return file;
    }

    /// Population by neighbourhood, sex and age class, 2001–2025.
    static Path population(Path folder) throws IOException {
        Random random = new Random(2001);
        Path file = folder.resolve("population.csv");
        String[] ages = {"0-17", "18-64", "65+"};
        double[] shares = {0.23, 0.63, 0.14};
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("Année;Code quartier;Quartier;Sexe;Classe d'âge;Habitants\n");
            for (int n = 0; n < NEIGHBOURHOODS.size(); n++) {
                double inhabitants = 6_000 + random.nextInt(9_000);
                double growth = 1 + (random.nextDouble() - 0.2) / 60;
                for (int year = 2001; year <= 2025; year++) {
                    inhabitants *= growth;
                    for (int age = 0; age < ages.length; age++) {
                        for (String sex : List.of("F", "M")) {
                            double people = inhabitants * shares[age] / 2 * (0.97 + random.nextDouble() * 0.06);
                            out.write("%d;%04d;%s;%s;%s;%s\n"
                                    .formatted(
                                            year, 101 + n, NEIGHBOURHOODS.get(n), sex, ages[age], thousands(people)));
                        }
                    }
                }
            }
        }
        return file;
    }

    /// A million hourly counts: 40 counters during 25,000 hours.
    static Path bikeCounts(Path folder) throws IOException {
        Random random = new Random(2023);
        Path file = folder.resolve("comptages-velo.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("compteur;heure;velos;vitesse_moyenne\n");
            for (int counter = 1; counter <= 40; counter++) {
                double size = 20 + random.nextInt(180);
                LocalDateTime hour = LocalDateTime.of(2023, 1, 1, 0, 0);
                for (int i = 0; i < 25_000; i++, hour = hour.plusHours(1)) {
                    double expected = size * rhythm(hour);
                    long bikes = Math.max(0, Math.round(expected + random.nextGaussian() * Math.sqrt(expected)));
                    out.write("CB%02d;%sZ;%d;%s\n"
                            .formatted(
                                    counter,
                                    hour + ":00",
                                    bikes,
                                    bikes == 0 ? "" : comma(14 + random.nextGaussian() * 2)));
                }
            }
        }
        return file;
    }

    /// People ride at eight and at five, less at week-ends and in winter.
    private static double rhythm(LocalDateTime hour) {
        int h = hour.getHour();
        boolean weekend = hour.getDayOfWeek().getValue() > 5;
        double morning = Math.exp(-Math.pow(h - 8, 2) / 3.0);
        double evening = Math.exp(-Math.pow(h - 17, 2) / 5.0);
        double day = h >= 7 && h <= 21 ? 0.25 : 0.03;
        double season = 1 + 0.45 * Math.sin((hour.getDayOfYear() - 110) * Math.TAU / 365);
        return (weekend ? 0.2 + day : morning + evening + day) * season;
    }

    private static String comma(double number) {
        return String.format(Locale.FRENCH, "%.1f", number);
    }

    private static String thousands(double number) {
        return String.format(Locale.ROOT, "%,.0f", number).replace(',', '\u00a0');
    }
}
