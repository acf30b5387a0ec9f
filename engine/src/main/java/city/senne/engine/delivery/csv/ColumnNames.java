package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Headers of which none is empty and no two are alike.
///
/// @param decisions one for every header that is not as the file has it
record ColumnNames(List<String> headers, List<Decision> decisions) {

    /// @param written what stands in the file, null for nothing
    /// @param decided whether names that had to be made up are worth a decision: not where there is no
    ///     header at all
    static ColumnNames of(List<@Nullable String> written, boolean decided) {
        Set<String> taken = new HashSet<>();
        for (String header : written) if (header != null) taken.add(header);
        Set<String> met = new HashSet<>();
        List<String> headers = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        for (int c = 0; c < written.size(); c++) {
            String header = written.get(c);
            if (header != null && met.add(header)) {
                headers.add(header);
                continue;
            }
            String name = freeName(header == null ? "column_" + (c + 1) : header, taken);
            taken.add(name);
            headers.add(name);
            if (decided) {
                Reason why = header == null
                        ? Reason.of("csv.name-missing", c + 1)
                        : Reason.of("csv.name-again", header, c + 1);
                decisions.add(Decision.found(Aspect.NAME, name, name, why));
            }
        }
        return new ColumnNames(List.copyOf(headers), List.copyOf(decisions));
    }

    private static String freeName(String wanted, Set<String> taken) {
        String name = wanted;
        for (int n = 2; taken.contains(name); n++) name = wanted + " (" + n + ")";
        return name;
    }
}
