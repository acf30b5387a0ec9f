package city.senne.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/// What a map of the invented city shows under everything else: houses, streets, water, green, and the country around
/// with its villages and roads. Made of a [CityPlan], the same at every call; lengths are metres as there.
final class CityGround {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    /// How far from the middle of the city the country reaches.
    private static final double REACH = 9_500;
    /// From wall to wall across a house, and along the street.
    private static final double HOUSE_DEEP = 14;

    private static final double HOUSE_WIDE = 15;

    private static final List<StreetName> VILLAGES = List.of(
            new StreetName("Aubépines", "Meidoorns"),
            new StreetName("Trois-Saules", "Driewilgen"),
            new StreetName("Haut-Moulin", "Hoogmolen"),
            new StreetName("Bruyère-Sèche", "Drogeheide"),
            new StreetName("Clairpré", "Klaarweide"),
            new StreetName("Grande-Mare", "Groteplas"),
            new StreetName("Les Noisetiers", "De Hazelaars"),
            new StreetName("Pont-aux-Hérons", "Reigersbrug"),
            new StreetName("Vieux-Four", "Oude-Oven"));

    private static final StreetName NAMELESS = new StreetName("", "");

    /// @param kind a class of base maps: `water`, `park`, `building`, `street` …
    record Feature(String kind, StreetName name, Geometry shape) {}

    private record Village(StreetName name, Coordinate middle, Geometry ground) {}

    private final Random random = new Random(1830);
    private final CityPlan plan;
    private final Geometry city;
    private final Geometry water;
    private final Geometry parks;
    private final List<Feature> features = new ArrayList<>();

    CityGround(CityPlan plan) {
        this.plan = plan;
        List<Geometry> quarters = new ArrayList<>();
        for (int n = 0; n < NeighbourhoodName.ALL.size(); n++) quarters.add(plan.neighbourhood(n));
        city = UnaryUnionOp.union(quarters).buffer(12);
        Geometry river = SHAPES.createLineString(riverBed()).buffer(26);
        Geometry canal = curve(-3100, -REACH, -2750, -2600, -2600, 400, -2900, 3100, -2100, REACH)
                .buffer(15);
        water = river.union(canal);
        // What touches across a street is one park.
        parks = UnaryUnionOp.union(plan.blocks().stream()
                        .filter(CityPlan.Block::park)
                        .map(park -> park.shape().buffer(14))
                        .toList())
                .buffer(-10);
        add("residential", NAMELESS, city);
        add("water", new StreetName("La Petite Senne", "De Kleine Zenne"), river);
        add("water", new StreetName("Canal des Brumes", "Nevelkanaal"), canal);
        List<Village> villages = villages();
        country(villages);
        roads(villages);
        streets();
        blocks();
        names(villages);
    }

    List<Feature> features() {
        return features;
    }

    private void add(String kind, StreetName name, Geometry shape) {
        if (!shape.isEmpty()) features.add(new Feature(kind, name, shape));
    }

    /// The bed of the city's river, further up and down.
    private static Coordinate[] riverBed() {
        List<Coordinate> bed = new ArrayList<>();
        for (double y = -REACH; y <= REACH; y += 80) {
            bed.add(new Coordinate(-260 + 0.18 * y + 210 * Math.sin(y / 430), y));
        }
        return bed.toArray(Coordinate[]::new);
    }

    private List<Village> villages() {
        List<Village> villages = new ArrayList<>();
        for (int i = 0; i < VILLAGES.size(); i++) {
            double angle = (i + 0.3 * random.nextDouble()) * 2 * Math.PI / VILLAGES.size() + 0.35;
            double far = 3900 + 2300 * random.nextDouble() + (i % 2) * 900;
            Coordinate middle = new Coordinate(far * Math.cos(angle), far * Math.sin(angle));
            Geometry ground = blob(middle, 420 + 260 * random.nextDouble()).difference(water.buffer(14));
            villages.add(new Village(VILLAGES.get(i), middle, ground));
            add("residential", NAMELESS, ground);
            lanes(middle, ground);
        }
        return villages;
    }

    /// Crooked lanes within a village, one way and the other.
    private void lanes(Coordinate middle, Geometry ground) {
        double turn = random.nextDouble() * Math.PI;
        for (int way = 0; way < 2; way++) {
            for (int lane = -4; lane <= 4; lane++) {
                double beside = lane * 135 + 24 * random.nextGaussian();
                List<Coordinate> line = new ArrayList<>();
                for (double along = -900; along <= 900; along += 90) {
                    double x = along;
                    double y = beside + 30 * Math.sin(along / 260 + lane) + 5 * random.nextGaussian();
                    double angle = turn + way * Math.PI / 2;
                    line.add(new Coordinate(
                            middle.x + x * Math.cos(angle) - y * Math.sin(angle),
                            middle.y + x * Math.sin(angle) + y * Math.cos(angle)));
                }
                Geometry within =
                        SHAPES.createLineString(line.toArray(Coordinate[]::new)).intersection(ground.buffer(-18));
                add("street", NAMELESS, within);
            }
        }
    }

    /// Woods and meadows, away from houses.
    private void country(List<Village> villages) {
        List<Geometry> built =
                new ArrayList<>(villages.stream().map(Village::ground).toList());
        built.add(city.buffer(90));
        built.add(water.buffer(20));
        Geometry kept = UnaryUnionOp.union(built);
        Geometry woods = SHAPES.createPolygon();
        for (int i = 0; i < 46; i++) {
            Geometry wood = blob(somewhere(), 160 + 620 * Math.pow(random.nextDouble(), 2))
                    .difference(kept);
            woods = woods.union(wood);
        }
        Geometry meadows = SHAPES.createPolygon();
        for (int i = 0; i < 60; i++) meadows = meadows.union(blob(somewhere(), 120 + 420 * random.nextDouble()));
        for (int i = 0; i < 34; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double far = 1600 + 1700 * random.nextDouble();
            Coordinate near = new Coordinate(far * Math.cos(angle), far * Math.sin(angle));
            meadows = meadows.union(blob(near, 90 + 190 * random.nextDouble()));
        }
        parts("grass", meadows.difference(kept).difference(woods));
        parts("wood", woods);
        for (int i = 0; i < 9; i++) {
            add(
                    "water",
                    NAMELESS,
                    blob(somewhere(), 35 + 90 * random.nextDouble()).difference(kept));
        }
    }

    private void parts(String kind, Geometry all) {
        for (int i = 0; i < all.getNumGeometries(); i++) {
            if (all.getGeometryN(i).getArea() > 3000) add(kind, NAMELESS, all.getGeometryN(i));
        }
    }

    private Coordinate somewhere() {
        double angle = random.nextDouble() * 2 * Math.PI;
        double far = 2100 + (REACH - 2100) * Math.sqrt(random.nextDouble());
        return new Coordinate(far * Math.cos(angle), far * Math.sin(angle));
    }

    /// Round, but not too round.
    private Geometry blob(Coordinate middle, double radius) {
        double[] phase = random.doubles(4, 0, 2 * Math.PI).toArray();
        int corners = 40;
        Coordinate[] outline = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = i * 2 * Math.PI / corners;
            double reach = radius
                    * (1
                            + 0.22 * Math.sin(2 * angle + phase[0])
                            + 0.15 * Math.sin(3 * angle + phase[1])
                            + 0.08 * Math.sin(5 * angle + phase[2])
                            + 0.05 * Math.sin(9 * angle + phase[3]));
            outline[i] = new Coordinate(middle.x + reach * Math.cos(angle), middle.y + reach * Math.sin(angle));
        }
        outline[corners] = outline[0].copy();
        return SHAPES.createPolygon(outline).buffer(0);
    }

    /// From the nearest end of a street of the city to each village and on; from village to village; around them all.
    private void roads(List<Village> villages) {
        for (int i = 0; i < villages.size(); i++) {
            Coordinate from = nearestStreetEnd(villages.get(i).middle());
            Coordinate to = villages.get(i).middle();
            double further = REACH / Math.hypot(to.x, to.y);
            Coordinate out = new Coordinate(to.x * further + 500 * random.nextGaussian(), to.y * further);
            add("primary", NAMELESS, bent(from, to));
            add(i % 2 == 0 ? "primary" : "secondary", NAMELESS, bent(to, out));
            add(
                    "secondary",
                    NAMELESS,
                    bent(to, villages.get((i + 1) % villages.size()).middle()));
        }
        List<Coordinate> ring = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double angle = i * 2 * Math.PI / 90;
            double far = 3050 + 160 * Math.sin(3 * angle + 1) + 110 * Math.sin(5 * angle);
            ring.add(new Coordinate(1.1 * far * Math.cos(angle), 0.86 * far * Math.sin(angle)));
        }
        ring.add(ring.getFirst().copy());
        Geometry inside = SHAPES.createPolygon(ring.toArray(Coordinate[]::new));
        add("motorway", new StreetName("Ring", "Ring"), inside.getBoundary());
        Geometry north = curve(2300, 1200, 4200, 2700, 5600, 5900, 7200, REACH);
        Geometry west = curve(-2700, -700, -5200, -1700, -7400, -1500, -REACH, -2600);
        add("motorway", NAMELESS, north.difference(inside));
        add("motorway", NAMELESS, west.difference(inside));
        add("rail", NAMELESS, curve(900, 2130, 2400, 3900, 2700, 6100, 3900, REACH));
    }

    private Coordinate nearestStreetEnd(Coordinate place) {
        Coordinate nearest = place;
        double least = Double.MAX_VALUE;
        for (CityPlan.Street street : plan.streets()) {
            for (Point end :
                    List.of(street.line().getStartPoint(), street.line().getEndPoint())) {
                double far = end.getCoordinate().distance(place);
                if (far < least) {
                    least = far;
                    nearest = end.getCoordinate();
                }
            }
        }
        return nearest;
    }

    /// No road between two places is straight.
    private Geometry bent(Coordinate from, Coordinate to) {
        double long1 = from.distance(to);
        double aside = 0.06 * long1 * random.nextGaussian();
        double waves = 1 + random.nextInt(2);
        int steps = (int) Math.max(6, long1 / 120);
        Coordinate[] line = new Coordinate[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double along = (double) i / steps;
            double off = aside * Math.sin(Math.PI * along) + 0.02 * long1 * Math.sin(2 * Math.PI * waves * along);
            line[i] = new Coordinate(
                    from.x + along * (to.x - from.x) - off * (to.y - from.y) / long1,
                    from.y + along * (to.y - from.y) + off * (to.x - from.x) / long1);
        }
        return SHAPES.createLineString(line);
    }

    /// Through all these points, x and y in turn, without corners (Catmull-Rom).
    private static LineString curve(double... xy) {
        int points = xy.length / 2;
        List<Coordinate> line = new ArrayList<>();
        for (int i = 0; i < points - 1; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(points - 1, i + 2);
            for (int step = 0; step <= 24; step++) {
                if (step == 0 && i > 0) continue;
                double t = step / 24.0;
                line.add(new Coordinate(
                        between(xy[2 * before], xy[2 * i], xy[2 * i + 2], xy[2 * after], t),
                        between(xy[2 * before + 1], xy[2 * i + 1], xy[2 * i + 3], xy[2 * after + 1], t)));
            }
        }
        return SHAPES.createLineString(line.toArray(Coordinate[]::new));
    }

    private static double between(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /// Not through a large park: there are paths.
    private void streets() {
        Geometry closed = SHAPES.createPolygon();
        for (int i = 0; i < parks.getNumGeometries(); i++) {
            if (isLarge(parks.getGeometryN(i)))
                closed = closed.union(parks.getGeometryN(i).buffer(4));
        }
        for (CityPlan.Street street : plan.streets()) {
            String french = street.name().french();
            String kind =
                    french.startsWith("boulevard") ? "primary" : french.startsWith("rue") ? "street" : "secondary";
            add(kind, street.name(), street.line().difference(closed));
        }
    }

    private static boolean isLarge(Geometry park) {
        return park.getArea() > 60_000;
    }

    private void blocks() {
        for (CityPlan.Block block : plan.blocks()) {
            if (!block.park()) add("building", NAMELESS, houses(block.shape()));
        }
        for (int i = 0; i < parks.getNumGeometries(); i++) {
            Geometry park = parks.getGeometryN(i);
            add("park", NAMELESS, park);
            if (!isLarge(park)) continue;
            Coordinate middle = park.getCentroid().getCoordinate();
            Geometry pond = blob(new Coordinate(middle.x + 40, middle.y - 20), 55);
            Geometry grove = blob(new Coordinate(middle.x - 120, middle.y + 70), 75)
                    .union(blob(new Coordinate(middle.x + 150, middle.y + 60), 48));
            add("wood", NAMELESS, grove.intersection(park.buffer(-12)).difference(pond));
            add("water", new StreetName("Étang aux Nénuphars", "Waterlelievijver"), pond);
            Geometry round = park.buffer(-90).buffer(64);
            Geometry across = curve(
                            middle.x - 700,
                            middle.y - 160,
                            middle.x - 240,
                            middle.y + 10,
                            middle.x,
                            middle.y - 110,
                            middle.x + 260,
                            middle.y + 30,
                            middle.x + 700,
                            middle.y + 40)
                    .union(curve(
                            middle.x - 60,
                            middle.y + 600,
                            middle.x - 20,
                            middle.y + 120,
                            middle.x + 130,
                            middle.y - 60,
                            middle.x + 60,
                            middle.y - 600));
            add("path", NAMELESS, pond.buffer(16).getBoundary());
            add("path", NAMELESS, round.getBoundary());
            add("path", NAMELESS, across.intersection(park).difference(pond.buffer(16)));
        }
    }

    /// Wall to wall along the streets, with gardens behind them.
    private Geometry houses(Geometry block) {
        Geometry built = block.buffer(-3).difference(block.buffer(-3 - HOUSE_DEEP));
        Geometry middle = block.buffer(-3 - HOUSE_DEEP / 2).getBoundary();
        List<Coordinate> doors = new ArrayList<>();
        for (int i = 0; i < middle.getNumGeometries(); i++) {
            var walls = new org.locationtech.jts.linearref.LengthIndexedLine(middle.getGeometryN(i));
            double at = 0;
            while (at < walls.getEndIndex()) {
                doors.add(walls.extractPoint(at));
                at += HOUSE_WIDE * (0.65 + 0.9 * random.nextDouble());
            }
        }
        if (doors.size() < 3) return built;
        VoronoiDiagramBuilder lots = new VoronoiDiagramBuilder();
        lots.setSites(doors);
        Envelope around = block.getEnvelopeInternal();
        around.expandBy(20);
        lots.setClipEnvelope(around);
        Geometry all = lots.getDiagram(SHAPES);
        List<Geometry> houses = new ArrayList<>();
        for (int i = 0; i < all.getNumGeometries(); i++) {
            if (random.nextInt(14) == 0) continue;
            // Some reach into the garden, none stands on its neighbour's ground.
            Geometry lot = all.getGeometryN(i).buffer(-0.25);
            Geometry house =
                    lot.intersection(random.nextInt(3) == 0 ? block.buffer(-3).difference(block.buffer(-22)) : built);
            for (int p = 0; p < house.getNumGeometries(); p++) {
                Geometry part = house.getGeometryN(p);
                if (part.getDimension() == 2 && part.getArea() > 25) houses.add(part);
            }
        }
        return SHAPES.buildGeometry(houses);
    }

    private void names(List<Village> villages) {
        for (Village village : villages) add("place", village.name(), SHAPES.createPoint(village.middle()));
        for (int n = 0; n < NeighbourhoodName.ALL.size(); n++) {
            NeighbourhoodName name = NeighbourhoodName.ALL.get(n);
            add(
                    "neighbourhood",
                    new StreetName(name.french(), name.dutch()),
                    plan.neighbourhood(n).getCentroid());
        }
    }
}
