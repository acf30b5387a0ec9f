package city.senne.engine.odsql;

import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A [View] that has been read against its table: what stands in each visible field's place, and which rows
/// pass.
///
/// @param fields the visible fields in the table's order
/// @param filter null for all rows
record VisibleTable(List<VisibleField> fields, @Nullable Bound filter) {

    /// @param field as the caller may know it
    /// @param value in terms of the table: its column, or the mask
    record VisibleField(Field field, Bound value) {}

    static VisibleTable of(View view) {
        var scope = Scope.of(view.table()).knowing(key -> known(view, key));
        // Policies do not follow the caller's zone or language: asking in another zone must not show more.
        var binder = ConditionBinder.ofRows(new ValueBinder(scope, ZoneOffset.UTC, Locale.FRENCH, Instant.now(), true));
        refuseUnknown(view);
        List<VisibleField> fields = new ArrayList<>();
        for (Field field : view.table().fields()) {
            // A right that names a field as it was called before is a right about that field.
            if (view.hidden().stream().anyMatch(field::isCalled)) continue;
            Mask mask = mask(view, field);
            fields.add(mask == null ? new VisibleField(field, new Bound.Column(field)) : masked(field, mask, binder));
        }
        return new VisibleTable(List.copyOf(fields), filter(view, binder));
    }

    private static List<String> known(View view, String key) {
        List<String> values = view.caller().get(key);
        // Who is not known to have it is not known to lack it either.
        if (values == null) throw OdsqlException.unknownField("caller." + key);
        return values;
    }

    /// A right about a field that is not there may be a right about a field that got another name.
    private static void refuseUnknown(View view) {
        Stream.concat(view.hidden().stream(), view.masks().keySet().stream())
                .filter(name -> view.table().findCalled(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new PolicyFault("The right about " + name, OdsqlException.unknownField(name));
                });
    }

    private static @Nullable Mask mask(View view, Field field) {
        return view.masks().entrySet().stream()
                .filter(entry -> field.isCalled(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static @Nullable Bound filter(View view, ConditionBinder binder) {
        if (view.rowFilter() == null) return null;
        try {
            return binder.bind(SyntaxReader.where(view.rowFilter(), true));
        } catch (OdsqlException e) {
            throw new PolicyFault("The row filter", e);
        }
    }

    private static VisibleField masked(Field field, Mask mask, ConditionBinder binder) {
        return switch (mask) {
            case Mask.Blank _ ->
                new VisibleField(
                        retyped(field, field.type(), field.isMultivalued()), new Bound.Nothing(ValueType.of(field)));
            case Mask.Graded(var grades) ->
                new VisibleField(retyped(field, field.type(), field.isMultivalued()), graded(field, grades, binder));
            case Mask.Generalised(String odsql) -> {
                try {
                    Bound value = binder.row(SyntaxReader.value(odsql));
                    if (!canStandFor(value)) {
                        throw OdsqlException.malformed("A mask cannot be a computed place");
                    }
                    boolean list = value.type() == ValueType.TEXTS;
                    yield new VisibleField(retyped(field, value.type().fieldType(), list), value);
                } catch (OdsqlException e) {
                    throw new PolicyFault("The mask of " + field.name(), e);
                }
            }
        };
    }

    private static Bound graded(Field field, List<Mask.Grade> grades, ConditionBinder binder) {
        Bound nothing = new Bound.Nothing(ValueType.of(field));
        List<Bound.Choice.Branch> branches = new ArrayList<>();
        Bound otherwise = nothing;
        for (Mask.Grade grade : grades) {
            if (!grade.grain().fits(field)) {
                throw new PolicyFault(
                        "The mask of " + field.name(),
                        OdsqlException.malformed(grade.grain().spelling() + " does not fit its type"));
            }
            Bound value = switch (grade.grain()) {
                case Grain.Exact _ -> new Bound.Column(field);
                case Grain.Empty _ -> nothing;
                default -> new Bound.Coarse(new Bound.Column(field), grade.grain());
            };
            if (grade.rows() == null) {
                otherwise = value;
                break;
            }
            branches.add(new Bound.Choice.Branch(condition(field, grade.rows(), binder), value));
        }
        return branches.isEmpty() ? otherwise : new Bound.Choice(branches, otherwise, ValueType.of(field));
    }

    private static Bound condition(Field field, String rows, ConditionBinder binder) {
        try {
            return binder.bind(SyntaxReader.where(rows, true));
        } catch (OdsqlException e) {
            throw new PolicyFault("The mask of " + field.name(), e);
        }
    }

    private static boolean canStandFor(Bound value) {
        return !value.type().isGeo() || value instanceof Bound.Column || value instanceof Bound.Nothing;
    }

    /// A masked field is no longer a key: what is the same behind the mask would be told apart in front of
    /// it.
    private static Field retyped(Field field, FieldType type, boolean list) {
        Annotations known = field.annotations();
        boolean sameType = type == field.type();
        var annotations = new Annotations(
                known.facet(),
                known.disjunctive(),
                sameType ? known.hierarchical() : null,
                list ? Optional.ofNullable(known.multivalued()).orElse(",") : null,
                false,
                known.sortable(),
                known.unit(),
                known.facetSort(),
                sameType ? known.precision() : null);
        return new Field(field.name(), type, field.label(), field.description(), annotations, field.formerly());
    }

    TableSchema schema() {
        return new TableSchema(fields.stream().map(VisibleField::field).toList());
    }

    /// The record id is made of the key when the caller sees all of it, else of everything the caller sees: a
    /// fingerprint of hidden values would let them be guessed.
    Scope scope(View view, Instant now) {
        TableSchema schema = schema();
        List<Field> key = schema.key();
        boolean wholeKey = !key.isEmpty() && key.size() == view.table().key().size();
        return Scope.of(schema, wholeKey ? key : schema.fields(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
