package city.senne.data.ingest;

import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.UpdateMode;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.table.Annotations;
import city.senne.platform.i18n.Translated;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a publisher asks of a delivery; null where she leaves it to us or to what held last time.
///
/// @param about the dataset; its words stand among these when they are kept
/// @param keyFields names of the fields that identify a row
/// @param maxRejectedShare the delivery is refused when more than this share of its rows is rejected
/// @param fields notes by header or field name
/// @param automatic what we shall find out ourselves whatever was chosen before: `reading.encoding`,
///     `fields.<header>.type`, `fields.<header>.name`
/// @param draft true when only those who prepare the dataset may see it for now
public record Instructions(
        @Nullable DatasetId id,
        @JsonUnwrapped About about,
        @Nullable UpdateMode update,
        @Nullable List<String> keyFields,
        @Nullable Double maxRejectedShare,
        ReadingOptions reading,
        Map<String, FieldNotes> fields,
        Set<String> automatic,
        @Nullable Boolean draft) {

    public Instructions {
        about = Objects.requireNonNullElse(about, About.NOTHING);
        // Those that were kept before there was such a choice lack it.
        automatic = Objects.requireNonNullElse(automatic, Set.of());
    }

    public static final Instructions NONE =
            new Instructions(null, About.NOTHING, null, null, null, ReadingOptions.NONE, Map.of(), Set.of(), null);

    /// What is said about a field beyond how it is read.
    ///
    /// @param unit in its languages; what it is in none stands in the annotations too
    /// @param formerly names under which the field was published before
    public record FieldNotes(
            @Nullable Translated label,
            @Nullable Translated description,
            @Nullable Translated unit,
            @Nullable Annotations annotations,
            @Nullable List<String> formerly) {}

    /// The same with other words about fields.
    Instructions with(Map<String, FieldNotes> otherFields, @Nullable List<String> otherKeys) {
        return new Instructions(id, about, update, otherKeys, maxRejectedShare, reading, otherFields, automatic, draft);
    }

    /// These instructions, where the others are silent.
    public Instructions overriddenBy(Instructions other) {
        return new Instructions(
                or(other.id, id),
                about.overriddenBy(other.about),
                or(other.update, update),
                or(other.keyFields, keyFields),
                or(other.maxRejectedShare, maxRejectedShare),
                overridden(forgetful(reading, other.automatic), other.reading),
                merged(fields, other.fields),
                union(automatic, other.automatic),
                or(other.draft, draft));
    }

    private static Set<String> union(Set<String> ours, Set<String> theirs) {
        Set<String> all = new TreeSet<>(ours);
        all.addAll(theirs);
        return all;
    }

    private static ReadingOptions forgetful(ReadingOptions chosen, Set<String> automatic) {
        if (automatic.isEmpty()) return chosen;
        Map<String, ColumnOptions> columns = new LinkedHashMap<>();
        chosen.columns().forEach((header, said) -> {
            boolean type = automatic.contains("fields." + header + ".type");
            boolean name = automatic.contains("fields." + header + ".name");
            columns.put(
                    header,
                    new ColumnOptions(
                            name ? null : said.name(),
                            type ? null : said.type(),
                            type ? null : said.format(),
                            said.multivalued()));
        });
        return new ReadingOptions(
                automatic.contains("reading.encoding") ? null : chosen.encoding(),
                automatic.contains("reading.delimiter") ? null : chosen.delimiter(),
                automatic.contains("reading.quote") ? null : chosen.quote(),
                automatic.contains("reading.header_row") ? null : chosen.headerRow(),
                automatic.contains("reading.sheet") ? null : chosen.sheet(),
                automatic.contains("reading.null_words") ? null : chosen.nullWords(),
                automatic.contains("reading.time_zone") ? null : chosen.zone(),
                automatic.contains("reading.crs") ? null : chosen.srid(),
                columns);
    }

    /// The same for what became a version: since then people may have described the dataset otherwise, and made it
    /// public.
    public Instructions landed() {
        return new Instructions(
                id, About.NOTHING, update, keyFields, maxRejectedShare, reading, fields, automatic, null);
    }

    /// The same for a dataset that does not exist yet.
    ///
    /// @param owner whose it will be; null for one that administrators alone look after
    /// @param staysDraft whether it stays one, whatever was asked for
    Instructions creating(@Nullable String owner, boolean staysDraft) {
        return new Instructions(
                id,
                about.of(owner),
                update,
                keyFields,
                maxRejectedShare,
                reading,
                fields,
                automatic,
                staysDraft ? Boolean.TRUE : draft);
    }

    /// The same for a dataset that exists, and is whose it is.
    Instructions changing() {
        return new Instructions(
                id, about.of(null), update, keyFields, maxRejectedShare, reading, fields, automatic, draft);
    }

    /// The part that holds for every delivery of the same source: how it is read and what its fields mean.
    public Instructions remembered() {
        return new Instructions(
                null, About.NOTHING, null, keyFields, maxRejectedShare, reading, fields, Set.of(), null);
    }

    private static ReadingOptions overridden(ReadingOptions ours, ReadingOptions theirs) {
        return new ReadingOptions(
                or(theirs.encoding(), ours.encoding()),
                or(theirs.delimiter(), ours.delimiter()),
                or(theirs.quote(), ours.quote()),
                or(theirs.headerRow(), ours.headerRow()),
                or(theirs.sheet(), ours.sheet()),
                or(theirs.nullWords(), ours.nullWords()),
                or(theirs.zone(), ours.zone()),
                or(theirs.srid(), ours.srid()),
                overriddenColumns(ours.columns(), theirs.columns()));
    }

    /// What is said anew of a column leaves what else was said of it.
    private static Map<String, ColumnOptions> overriddenColumns(
            Map<String, ColumnOptions> ours, Map<String, ColumnOptions> theirs) {
        Map<String, ColumnOptions> all = new LinkedHashMap<>(ours);
        theirs.forEach((header, said) -> all.merge(
                header,
                said,
                (before, now) -> new ColumnOptions(
                        or(now.name(), before.name()),
                        or(now.type(), before.type()),
                        or(now.format(), before.format()),
                        or(now.multivalued(), before.multivalued()))));
        return all;
    }

    private static <T> Map<String, T> merged(Map<String, T> ours, Map<String, T> theirs) {
        Map<String, T> merged = new LinkedHashMap<>(ours);
        merged.putAll(theirs);
        return merged;
    }

    private static <T> @Nullable T or(@Nullable T preferred, @Nullable T otherwise) {
        return preferred != null ? preferred : otherwise;
    }
}
