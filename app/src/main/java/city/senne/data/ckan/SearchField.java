package city.senne.data.ckan;

import java.util.Map;
import java.util.Optional;

/// A field by which datasets can be searched, sorted or counted.
///
/// @param column of [PackageTable]
record SearchField(String column, Kind kind) {
    enum Kind {
        /// Words are looked for in it, in all languages.
        WORDS,
        /// Its value is compared as a whole.
        VALUE,
        /// The same, in capitals.
        CAPITALS,
        TIME
    }

    private static final Map<String, SearchField> ALL = Map.ofEntries(
            of("text", "words", Kind.WORDS),
            of("title", "titles", Kind.WORDS),
            of("notes", "notes", Kind.WORDS),
            of("title_string", "title", Kind.VALUE),
            of("name", "dataset_id", Kind.VALUE),
            of("id", "id", Kind.VALUE),
            of("organization", "organization", Kind.VALUE),
            of("owner_org", "owner_org", Kind.VALUE),
            of("groups", "groups", Kind.VALUE),
            of("tags", "tags", Kind.VALUE),
            of("license_id", "license_id", Kind.VALUE),
            of("res_format", "res_format", Kind.CAPITALS),
            of("state", "state", Kind.VALUE),
            of("type", "type", Kind.VALUE),
            of("dataset_type", "type", Kind.VALUE),
            of("private", "private", Kind.VALUE),
            of("capacity", "capacity", Kind.VALUE),
            of("metadata_created", "metadata_created", Kind.TIME),
            of("metadata_modified", "metadata_modified", Kind.TIME));

    private static Map.Entry<String, SearchField> of(String name, String column, Kind kind) {
        return Map.entry(name, new SearchField(column, kind));
    }

    static Optional<SearchField> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
