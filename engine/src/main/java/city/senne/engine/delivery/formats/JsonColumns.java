package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.SourceColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns that objects of different make share: every key of every object, and one level of nesting below it
/// (`address.city`). Learns from all objects first, then lays them out.
final class JsonColumns {
    /// An object with so many keys is a dictionary, not a part of the row.
    private static final int MOST_CHILDREN = 100;

    private static final String ITSELF = "";
    private static final Set<String> GEOMETRIES = Set.of(
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon",
            "GeometryCollection",
            "Feature");
    private static final Set<String> LATITUDES = Set.of("lat", "latitude");
    private static final Set<String> LONGITUDES = Set.of("lon", "lng", "long", "longitude");

    private final int mostColumns;
    private final Map<String, Set<String>> keys = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> positions = new HashMap<>();
    private final List<String> headers = new ArrayList<>();
    private int count;

    JsonColumns(Limits limits) {
        mostColumns = limits.columns();
    }

    void learn(Map<String, @Nullable Object> object) {
        object.forEach((key, value) -> {
            Set<String> below = keys.get(key);
            if (below == null) {
                below = new LinkedHashSet<>();
                keys.put(key, below);
                count++;
            }
            int before = below.size();
            if (value instanceof Map<?, ?> members && !isPlace(members)) {
                if (below.size() <= MOST_CHILDREN) for (Object name : members.keySet()) below.add((String) name);
            } else if (value != null) {
                below.add(ITSELF);
            }
            count += below.size() - before;
            if (count > 2 * mostColumns) throw Refusal.of("too-many-columns", mostColumns);
        });
    }

    /// Ends the learning.
    List<SourceColumn> settle() {
        keys.forEach((key, below) -> {
            Map<String, Integer> places = new HashMap<>();
            positions.put(key, places);
            boolean whole = below.isEmpty() || below.size() > MOST_CHILDREN;
            if (whole) below.clear();
            if (whole) below.add(ITSELF);
            for (String name : below) {
                String header = name.equals(ITSELF) ? key : key + "." + name;
                int place = headers.indexOf(header);
                if (place < 0) {
                    place = headers.size();
                    headers.add(header);
                }
                places.put(name, place);
            }
        });
        if (headers.size() > mostColumns) throw Refusal.of("too-many-columns", mostColumns);
        return headers.stream().map(SourceColumn::of).toList();
    }

    int size() {
        return headers.size();
    }

    /// Puts the values of an object into cells that begin at an offset.
    void lay(Map<String, @Nullable Object> object, @Nullable Object[] cells, int offset) {
        object.forEach((key, value) -> {
            if (value == null) return;
            Map<String, Integer> places = positions.get(key);
            if (places == null) return;
            Integer itself = places.get(ITSELF);
            if (value instanceof Map<?, ?> members && !isPlace(members) && !isWhole(places)) {
                members.forEach((name, below) -> {
                    Integer place = places.get((String) name);
                    if (place != null) cells[offset + place] = JsonValues.cell(below);
                });
            } else if (itself != null) {
                cells[offset + itself] = JsonValues.cell(value);
            }
        });
    }

    private static boolean isWhole(Map<String, Integer> places) {
        return places.size() == 1 && places.containsKey(ITSELF);
    }

    /// A geometry, or the pair `{"lon": …, "lat": …}`: one value that happens to be written as an object.
    private static boolean isPlace(Map<?, ?> members) {
        if (members.size() == 2) {
            boolean latitude = false;
            boolean longitude = false;
            for (Object name : members.keySet()) {
                latitude |= LATITUDES.contains(name);
                longitude |= LONGITUDES.contains(name);
            }
            if (latitude && longitude) return true;
        }
        return members.get("type") instanceof String type
                && GEOMETRIES.contains(type)
                && (members.containsKey("coordinates")
                        || members.containsKey("geometries")
                        || members.containsKey("geometry"));
    }
}
