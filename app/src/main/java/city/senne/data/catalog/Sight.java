package city.senne.data.catalog;

import city.senne.trust.access.Stage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a viewer sees of the catalogue: two viewers with the same sight see the same.
///
/// @param stages of the datasets that she may know of
/// @param except datasets at these stages that she may not know of all the same
/// @param only the datasets among which the others are; null for all
/// @param standing what lets her see the others that not everybody sees, one entry for each
public record Sight(
        List<Stage> stages, Set<String> except, @Nullable Set<String> only, List<Object> standing) {
    public Sight {
        stages = List.copyOf(stages);
        except = Set.copyOf(except);
        only = only == null ? null : Set.copyOf(only);
        standing = List.copyOf(standing);
    }

    boolean includes(String dataset, Stage stage) {
        return stages.contains(stage) && !except.contains(dataset) && (only == null || only.contains(dataset));
    }
}
