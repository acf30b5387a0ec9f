package city.senne.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/// Things that stand somewhere in the invented city.
final class PlaceFiles {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final List<String> WORDS = List.of(
            "Les Papillons", "Arc-en-ciel", "La Coccinelle", "Le Nid", "Pomme d'api", "Les Galopins", "La Ruche");

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

    private final CityPlan plan;

    PlaceFiles(CityPlan plan) {
        this.plan = plan;
    }

    /// 4,200 trees, as a spreadsheet export with a title line above the header.
    ///
    /// @param year at whose beginning they were counted: those planted later are not there yet, and all grow
    Path trees(Path folder, int year) throws IOException {
        Random random = new Random(1987);
        Path body = folder.resolve("arbres-sans-titre.csv");
        try (Table table = new Table(
                body,
                "N° arbre",
                "Essence (FR)",
                "Boomsoort (NL)",
                "Nom scientifique",
                "Quartier",
                "Rue",
                "Date de plantation",
                "Hauteur (m)",
                "Latitude",
                "Longitude")) {
            for (int i = 1; i <= 4200; i++) {
                CityPlan.Place place = plan.besideStreet(random);
                Species species = SPECIES.get((int) (Math.pow(random.nextDouble(), 1.6) * SPECIES.size()));
                LocalDate planted = LocalDate.of(1920, 1, 1).plusDays((long) (Math.sqrt(random.nextDouble()) * 38_600));
                double age = (year - planted.getYear()) / 60.0;
                double height = Math.max(2, species.tallest * Math.min(1, age) * (0.75 + random.nextDouble() / 4));
                boolean isUnknown = random.nextInt(60) == 0;
                if (planted.getYear() >= year) continue;
                table.row(
                        "%05d".formatted(i),
                        species.french,
                        species.dutch,
                        species.latin,
                        neighbourhood(place),
                        place.street().french(),
                        planted.format(DAY),
                        isUnknown ? "non renseigné" : Table.comma(height, 1),
                        Table.degrees(place.latitude()),
                        Table.degrees(place.longitude()));
            }
        }
        String title = "Inventaire des arbres de voirie — état au 1er janvier " + year + ";;;;;;;;;\n";
        return Files.writeString(folder.resolve("arbres.csv"), title + Files.readString(body));
    }

    Path creches(Path folder) throws IOException {
        Random random = new Random(31);
        try (Table table = places(folder, "creches.csv", "Crèche", "Langue", "Places", "Accès PMR")) {
            for (int i = 1; i <= 74; i++) {
                CityPlan.Place place = plan.besideStreet(random);
                String name = WORDS.get(i % WORDS.size()) + " " + (1 + i / WORDS.size());
                String language = random.nextInt(4) == 0 ? "néerlandais" : "français";
                row(table, place, name, language, 14 + random.nextInt(8) * 7, random.nextInt(3) > 0 ? "oui" : "non");
            }
            return table.file();
        }
    }

    Path schools(Path folder) throws IOException {
        Random random = new Random(67);
        List<String> levels = List.of("maternel", "primaire", "maternel et primaire", "secondaire");
        try (Table table = places(folder, "ecoles.csv", "École", "Niveau", "Langue", "Élèves")) {
            for (int i = 1; i <= 96; i++) {
                CityPlan.Place place = plan.besideStreet(random);
                String level = levels.get(random.nextInt(levels.size()));
                int pupils = (level.equals("secondaire") ? 300 : 120) + random.nextInt(420);
                row(table, place, "École n° " + i, level, random.nextInt(4) == 0 ? "néerlandais" : "français", pupils);
            }
            return table.file();
        }
    }

    Path toilets(Path folder) throws IOException {
        Random random = new Random(12);
        try (Table table = places(folder, "toilettes.csv", "Toilette", "Genre", "Accès PMR", "Prix")) {
            for (int i = 1; i <= 58; i++) {
                boolean urinal = random.nextInt(3) == 0;
                row(
                        table,
                        plan.besideStreet(random),
                        "WC%03d".formatted(i),
                        urinal ? "urinoir" : "cabine",
                        !urinal && random.nextBoolean() ? "oui" : "non",
                        urinal ? "0,00 €" : "0,50 €");
            }
            return table.file();
        }
    }

    Path furniture(Path folder) throws IOException {
        Random random = new Random(2718);
        List<String> kinds =
                List.of("banc", "corbeille", "arceau à vélos", "fontaine à boire", "panneau d'information");
        List<String> states = List.of("bon", "bon", "bon", "à réparer", "à remplacer");
        try (Table table = places(folder, "mobilier.csv", "Pièce", "Genre", "État", "Posée en")) {
            for (int i = 1; i <= 2600; i++) {
                String kind = kinds.get((int) (Math.pow(random.nextDouble(), 1.8) * kinds.size()));
                String state = states.get(random.nextInt(states.size()));
                row(table, plan.besideStreet(random), "MU%05d".formatted(i), kind, state, 1995 + random.nextInt(31));
            }
            return table.file();
        }
    }

    Path carParks(Path folder) throws IOException {
        Random random = new Random(404);
        try (Table table = places(folder, "parkings.csv", "Parking", "Places", "Places PMR", "Bornes de recharge")) {
            for (int i = 1; i <= 22; i++) {
                int spaces = 80 + random.nextInt(60) * 10;
                row(table, plan.besideStreet(random), "Parking " + i, spaces, spaces / 50, random.nextInt(25));
            }
            return table.file();
        }
    }

    Path works(Path folder) throws IOException {
        Random random = new Random(77);
        List<String> owners = List.of("Voirie", "Eau", "Gaz et électricité", "Télécom", "Tram");
        try (Table table =
                places(folder, "chantiers.csv", "Chantier", "Maître d'ouvrage", "Début", "Fin", "Rue fermée")) {
            for (int i = 1; i <= 310; i++) {
                LocalDate start = LocalDate.of(2024, 1, 8).plusDays(random.nextInt(1000));
                row(
                        table,
                        plan.besideStreet(random),
                        "CH-%d-%03d".formatted(start.getYear(), i),
                        owners.get(random.nextInt(owners.size())),
                        start.format(DAY),
                        start.plusDays(4 + random.nextInt(140)).format(DAY),
                        random.nextInt(5) == 0 ? "oui" : "non");
            }
            return table.file();
        }
    }

    Path events(Path folder) throws IOException {
        Random random = new Random(21);
        List<String> kinds =
                List.of("brocante", "concert", "marché", "fête de quartier", "course à pied", "exposition");
        try (Table table = places(folder, "evenements.csv", "Événement", "Genre", "Jour", "Heure", "Public attendu")) {
            for (int i = 1; i <= 180; i++) {
                CityPlan.Place place = plan.besideStreet(random);
                String kind = kinds.get(random.nextInt(kinds.size()));
                String name = kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1) + ", "
                        + neighbourhood(place);
                LocalDate day = LocalDate.of(2026, 1, 3).plusDays(random.nextInt(360));
                int hour = 9 + random.nextInt(12);
                row(table, place, name, kind, day.format(DAY), "%02d:00".formatted(hour), 50 + random.nextInt(80) * 25);
            }
            return table.file();
        }
    }

    /// A table whose last columns say where things are.
    private static Table places(Path folder, String name, String... headers) throws IOException {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 4);
        List<String> where = List.of("Adresse", "Quartier", "Latitude", "Longitude");
        for (int i = 0; i < where.size(); i++) all[headers.length + i] = where.get(i);
        return new Table(folder.resolve(name), all);
    }

    private static void row(Table table, CityPlan.Place place, Object... values) throws IOException {
        Object[] all = java.util.Arrays.copyOf(values, values.length + 4);
        all[values.length] = place.street().french() + " " + place.house();
        all[values.length + 1] = neighbourhood(place);
        all[values.length + 2] = Table.degrees(place.latitude());
        all[values.length + 3] = Table.degrees(place.longitude());
        table.row(all);
    }

    private static String neighbourhood(CityPlan.Place place) {
        return NeighbourhoodName.ALL.get(place.neighbourhood()).french();
    }
}
