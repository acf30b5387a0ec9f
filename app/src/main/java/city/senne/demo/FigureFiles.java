package city.senne.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

/// What the invented city counts, measures and spends.
final class FigureFiles {
    private static final String[] AGES = {"0-17", "18-64", "65+"};
    private static final double[] SHARES = {0.23, 0.63, 0.14};

    /// Population by neighbourhood, sex and age class, 2001–2025.
    Path population(Path folder) throws IOException {
        Random random = new Random(2001);
        try (Table table = new Table(
                folder.resolve("population.csv"),
                "Année",
                "Code quartier",
                "Quartier",
                "Sexe",
                "Classe d'âge",
                "Habitants")) {
            for (int n = 0; n < NeighbourhoodName.ALL.size(); n++) {
                double inhabitants = 6_000 + random.nextInt(9_000);
                double growth = 1 + (random.nextDouble() - 0.2) / 60;
                for (int year = 2001; year <= 2025; year++) {
                    inhabitants *= growth;
                    for (int age = 0; age < AGES.length; age++) {
                        for (String sex : List.of("F", "M")) {
                            double people = inhabitants * SHARES[age] / 2 * (0.97 + random.nextDouble() * 0.06);
                            String written = Table.amount(people).replaceFirst(",.*", "");
                            table.row(
                                    year,
                                    NeighbourhoodName.code(n),
                                    NeighbourhoodName.ALL.get(n).french(),
                                    sex,
                                    AGES[age],
                                    written);
                        }
                    }
                }
            }
            return table.file();
        }
    }

    /// A million hourly counts: 40 counters during 25,000 hours.
    Path bikeCounts(Path folder) throws IOException {
        Random random = new Random(2023);
        try (Table table =
                new Table(folder.resolve("comptages-velo.csv"), "compteur", "heure", "velos", "vitesse_moyenne")) {
            for (int counter = 1; counter <= 40; counter++) {
                double size = 20 + random.nextInt(180);
                // The year begins in Brussels an hour before it does in UTC.
                LocalDateTime hour = LocalDateTime.of(2022, 12, 31, 23, 0);
                for (int i = 0; i < 25_000; i++, hour = hour.plusHours(1)) {
                    double expected = size * rhythm(hour);
                    long bikes = Math.max(0, Math.round(expected + random.nextGaussian() * Math.sqrt(expected)));
                    String speed = bikes == 0 ? "" : Table.comma(14 + random.nextGaussian() * 2, 1);
                    table.row("CB%02d".formatted(counter), hour + ":00Z", bikes, speed);
                }
            }
            return table.file();
        }
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

    /// Six stations, every hour of 2025: nitrogen dioxide follows the traffic, fine dust the winter.
    Path air(Path folder) throws IOException {
        Random random = new Random(1952);
        List<String> stations = List.of("Marché", "Canal", "Prairie", "Ateliers", "Saules", "Deux Ponts");
        try (Table table = new Table(folder.resolve("air.csv"), "station", "heure", "no2_ug_m3", "pm25_ug_m3")) {
            for (int s = 0; s < stations.size(); s++) {
                // The year begins in Brussels an hour before it does in UTC.
                LocalDateTime hour = LocalDateTime.of(2024, 12, 31, 23, 0);
                for (int i = 0; i < 8760; i++, hour = hour.plusHours(1)) {
                    double winter = 1 + 0.5 * Math.cos(hour.getDayOfYear() * Math.TAU / 365);
                    double no2 = (9 + 3 * s) * (0.5 + rhythm(hour) / 2) * winter + random.nextGaussian() * 2;
                    double dust = (5 + s) * winter + random.nextGaussian() * 1.5;
                    boolean silent = random.nextInt(200) == 0;
                    table.row(
                            stations.get(s),
                            hour + ":00Z",
                            silent ? "n/a" : Table.comma(Math.max(0.5, no2), 1),
                            silent ? "n/a" : Table.comma(Math.max(0.5, dust), 1));
                }
            }
            return table.file();
        }
    }

    /// What was planned and what was spent, by year, policy and kind.
    Path budget(Path folder) throws IOException {
        Random random = new Random(1830);
        List<String> policies = List.of(
                "Enseignement",
                "Voirie",
                "Espaces verts",
                "Propreté",
                "Culture",
                "Sports",
                "Action sociale",
                "Petite enfance",
                "Administration",
                "Logement");
        List<String> kinds = List.of("personnel", "fonctionnement", "transferts", "investissements");
        try (Table table = new Table(
                folder.resolve("budget.csv"), "Exercice", "Politique", "Nature", "Montant prévu", "Montant dépensé")) {
            for (int year = 2019; year <= 2026; year++) {
                for (String policy : policies) {
                    for (String kind : kinds) {
                        double planned = 400_000 + random.nextInt(9_000) * 1_000.0;
                        double spent = planned * (0.82 + random.nextDouble() * 0.2);
                        String written = year == 2026 ? "" : Table.amount(spent) + " €";
                        table.row(year, policy, kind, Table.amount(planned) + " €", written);
                    }
                }
            }
            return table.file();
        }
    }

    Path subsidies(Path folder) throws IOException {
        Random random = new Random(1921);
        List<String> aims = List.of("culture", "jeunesse", "sport", "cohésion sociale", "environnement", "aînés");
        List<String> who = List.of("Cercle", "Atelier", "Maison", "Collectif", "Fanfare", "Club");
        List<String> of =
                List.of("du Tricot", "des Girouettes", "des Nuages", "de la Toupie", "du Hibou", "des Rubans");
        try (Table table =
                new Table(folder.resolve("subsides.csv"), "Année", "Bénéficiaire", "But", "Montant", "Convention")) {
            for (int year = 2021; year <= 2025; year++) {
                for (int i = 0; i < 130; i++) {
                    String name = who.get(random.nextInt(who.size())) + " " + of.get(random.nextInt(of.size()));
                    String amount = Table.amount(500 + random.nextInt(240) * 125.0) + " €";
                    String aim = aims.get(random.nextInt(aims.size()));
                    table.row(year, name, aim, amount, random.nextInt(3) > 0 ? "oui" : "non");
                }
            }
            return table.file();
        }
    }
}
