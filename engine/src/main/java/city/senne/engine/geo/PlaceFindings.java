package city.senne.engine.geo;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what was mended or left empty in a field of places, with the first example of each kind. For several
/// threads.
final class PlaceFindings {
    private final String column;
    private final Map<String, Count> counts = new ConcurrentSkipListMap<>();

    private record Count(String example, List<Object> details, LongAdder rows) {}

    PlaceFindings(String column) {
        this.column = column;
    }

    /// @param what the key of a message whose first argument is the number of rows
    void add(String what, String example, List<Object> details) {
        counts.computeIfAbsent(what + details, _ -> new Count(example, details, new LongAdder()))
                .rows()
                .increment();
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>();
        counts.forEach((key, count) -> {
            String what = key.substring(0, key.indexOf('['));
            List<Object> arguments = new ArrayList<>();
            arguments.add(count.rows().sum());
            arguments.addAll(count.details());
            all.add(new Problem(column, count.example(), new Reason(what, arguments)));
        });
        return List.copyOf(all);
    }
}
