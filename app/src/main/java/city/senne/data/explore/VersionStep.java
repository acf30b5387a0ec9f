package city.senne.data.explore;

import city.senne.data.catalog.Version;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A version and what it changed of the fields of the one before.
///
/// @param retyped fields of the same name and another type
/// @param isFirst nothing came before it
public record VersionStep(
        Version version, List<Field> added, List<Field> removed, List<Retyped> retyped, boolean isFirst) {

    public record Retyped(Field before, Field after) {}

    public boolean changesFields() {
        return !added.isEmpty() || !removed.isEmpty() || !retyped.isEmpty();
    }

    /// @param versions newest first
    /// @param visible the part of a version's fields that the viewer may see
    static List<VersionStep> between(List<Version> versions, Function<Version, TableSchema> visible) {
        List<VersionStep> steps = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            steps.add(
                    i + 1 < versions.size()
                            ? step(visible.apply(versions.get(i + 1)), version, visible.apply(version))
                            : new VersionStep(version, List.of(), List.of(), List.of(), true));
        }
        return List.copyOf(steps);
    }

    private static VersionStep step(TableSchema before, Version version, TableSchema after) {
        List<Field> added = new ArrayList<>();
        List<Retyped> retyped = new ArrayList<>();
        for (Field field : after.fields()) {
            Optional<Field> former = before.findField(field.name());
            if (former.isEmpty()) {
                added.add(field);
            } else if (former.get().type() != field.type()) {
                retyped.add(new Retyped(former.get(), field));
            }
        }
        List<Field> removed = before.fields().stream()
                .filter(field -> after.findField(field.name()).isEmpty())
                .toList();
        return new VersionStep(version, added, removed, retyped, false);
    }
}
