package city.senne.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.WKTWriter;
import org.locationtech.jts.linearref.LengthIndexedLine;

/// The plan of the invented city: neighbourhoods, streets, blocks, green, water, their shapes as WKT.
final class PlanFiles {
    private final CityPlan plan;
    private final WKTWriter wkt = new WKTWriter();

    PlanFiles(CityPlan plan) {
        this.plan = plan;
        wkt.setPrecisionModel(new PrecisionModel(1e6));
    }

    Path neighbourhoods(Path folder) throws IOException {
        try (Table table = new Table(
                folder.resolve("quartiers.csv"), "Code", "Quartier (FR)", "Wijk (NL)", "Surface (ha)", "Géométrie")) {
            for (int n = 0; n < NeighbourhoodName.ALL.size(); n++) {
                NeighbourhoodName name = NeighbourhoodName.ALL.get(n);
                Geometry shape = plan.neighbourhood(n);
                table.row(
                        NeighbourhoodName.code(n), name.french(), name.dutch(), shape.getArea() / 10_000, shape(shape));
            }
            return table.file();
        }
    }

    Path streets(Path folder) throws IOException {
        try (Table table = new Table(
                folder.resolve("rues.csv"), "Rue (FR)", "Straat (NL)", "Genre", "Longueur (m)", "Géométrie")) {
            for (CityPlan.Street street : plan.streets()) {
                String french = street.name().french();
                String kind = french.substring(0, french.indexOf(' '));
                long length = Math.round(street.line().getLength());
                table.row(french, street.name().dutch(), kind, length, shape(street.line()));
            }
            return table.file();
        }
    }

    /// Every house with its number, every street and neighbourhood with its middle: what somebody looks for on a map.
    Path addresses(Path folder) throws IOException {
        try (Table table = new Table(
                folder.resolve("adresses.csv"),
                "Adresse (FR)",
                "Adres (NL)",
                "Quartier (FR)",
                "Wijk (NL)",
                "Latitude",
                "Longitude")) {
            for (int n = 0; n < NeighbourhoodName.ALL.size(); n++) {
                NeighbourhoodName name = NeighbourhoodName.ALL.get(n);
                Coordinate middle = CityPlan.onEarth(plan.neighbourhood(n).getInteriorPoint())
                        .getCoordinate();
                address(table, name.french(), name.dutch(), null, middle);
            }
            for (CityPlan.Street street : plan.streets()) {
                LengthIndexedLine line = new LengthIndexedLine(street.line());
                Geometry middle = street.line().getFactory().createPoint(line.extractPoint(line.getEndIndex() / 2));
                StreetName name = street.name();
                Coordinate at = CityPlan.onEarth(middle).getCoordinate();
                address(table, name.french(), name.dutch(), null, at);
            }
            for (CityPlan.Place house : plan.houses()) {
                StreetName street = house.street();
                String number = " " + house.house();
                NeighbourhoodName neighbourhood = NeighbourhoodName.ALL.get(house.neighbourhood());
                Coordinate at = house.at().getCoordinate();
                address(table, street.french() + number, street.dutch() + number, neighbourhood, at);
            }
            return table.file();
        }
    }

    private static void address(
            Table table, String french, String dutch, @Nullable NeighbourhoodName neighbourhood, Coordinate at)
            throws IOException {
        table.row(
                french,
                dutch,
                neighbourhood == null ? "" : neighbourhood.french(),
                neighbourhood == null ? "" : neighbourhood.dutch(),
                Table.degrees(at.y),
                Table.degrees(at.x));
    }

    Path blocks(Path folder) throws IOException {
        Random random = new Random(1695);
        try (Table table = new Table(
                folder.resolve("ilots.csv"),
                "Îlot",
                "Quartier",
                "Étages",
                "Construit vers",
                "Surface (m²)",
                "Géométrie")) {
            int number = 0;
            for (CityPlan.Block block : plan.blocks()) {
                if (block.park()) continue;
                table.row(
                        "IL%04d".formatted(++number),
                        NeighbourhoodName.ALL.get(block.neighbourhood()).french(),
                        2 + (int) Math.abs(random.nextGaussian() * 2.2),
                        1860 + random.nextInt(16) * 10,
                        Math.round(block.shape().getArea()),
                        shape(block.shape()));
            }
            return table.file();
        }
    }

    Path parks(Path folder) throws IOException {
        try (Table table = new Table(
                folder.resolve("espaces-verts.csv"),
                "Parc",
                "Quartier",
                "Gestion",
                "Jeux",
                "Surface (m²)",
                "Géométrie")) {
            int number = 0;
            for (CityPlan.Block block : plan.blocks()) {
                if (!block.park()) continue;
                table.row(
                        "EV%03d".formatted(++number),
                        NeighbourhoodName.ALL.get(block.neighbourhood()).french(),
                        number % 3 == 0 ? "différenciée" : "classique",
                        number % 2 == 0 ? "oui" : "non",
                        Math.round(block.shape().getArea()),
                        shape(block.shape()));
            }
            return table.file();
        }
    }

    Path water(Path folder) throws IOException {
        try (Table table =
                new Table(folder.resolve("eau.csv"), "Cours d'eau (FR)", "Waterloop (NL)", "Nature", "Géométrie")) {
            table.row("La Petite Senne", "De Kleine Zenne", "rivière", shape(plan.river()));
            return table.file();
        }
    }

    /// What lies under all maps, each row with the class that says how it is drawn.
    Path ground(Path folder) throws IOException {
        try (Table table = new Table(folder.resolve("plan-de-ville.csv"), "class", "name_fr", "name_nl", "Géométrie")) {
            for (CityGround.Feature feature : new CityGround(plan).features()) {
                table.row(
                        feature.kind(), feature.name().french(), feature.name().dutch(), shape(feature.shape()));
            }
            return table.file();
        }
    }

    private String shape(Geometry metres) {
        return wkt.write(CityPlan.onEarth(metres));
    }
}
