package city.senne.data.ingest;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The decisions of a delivery as its page lays them out: those about the file, then column by column; and back from
/// the page's form to instructions.
///
/// @param file about the file as a whole, also those that were not taken but could be
/// @param columns in the order of the file
/// @param findings what deserves a look though it was taken
public record DeliverySheet(List<Decided> file, List<Column> columns, List<Found> findings) {
    static final int COLUMNS_PER_PAGE = 200;
    private static final String AUTOMATIC = "automatic";
    private static final Set<Aspect> FORM =
            EnumSet.of(Aspect.ENCODING, Aspect.DELIMITER, Aspect.QUOTE, Aspect.HEADER, Aspect.SHEET);
    /// What is found column by column and chosen for all of them.
    private static final Set<Aspect> SHARED = EnumSet.of(Aspect.NULL_WORDS, Aspect.TIME_ZONE, Aspect.CRS);

    /// @param value as instructions take it; empty where nothing was decided
    /// @param reason empty where nothing was decided
    public record Decided(Aspect aspect, String value, String reason, boolean chosen) {
        /// The name of the form's field, and the last part of the words that speak of it.
        public String key() {
            return aspect.name().toLowerCase(Locale.ROOT);
        }

        /// Whether its value is what a column of places became.
        public boolean isShape() {
            return aspect == Aspect.GEOMETRY
                    && Stream.of(FieldType.GEO_POINT, FieldType.GEO_SHAPE)
                            .anyMatch(type -> type.apiName().equals(value));
        }

        /// Whether the publisher can choose otherwise.
        public boolean isOpen() {
            return FORM.contains(aspect) || SHARED.contains(aspect);
        }
    }

    /// @param fieldName what the column is called in the API; empty when nothing was published
    /// @param name null where the header gives the name without ado
    /// @param others all that is neither name nor type
    public record Column(
            int position,
            String header,
            String fieldName,
            @Nullable Decided name,
            @Nullable Decided type,
            List<Decided> others) {
        public String nameValue() {
            return name == null ? fieldName : name.value();
        }

        public String typeValue() {
            return type == null ? "" : type.value();
        }

        public boolean isNameChosen() {
            return name != null && name.chosen();
        }

        public boolean isTypeChosen() {
            return type != null && type.chosen();
        }
    }

    /// The columns of one page, so that no form has more fields than a server takes.
    ///
    /// @param page counted from 1
    public List<Column> columns(long page) {
        return columns.stream()
                .skip((page - 1) * COLUMNS_PER_PAGE)
                .limit(COLUMNS_PER_PAGE)
                .toList();
    }

    public long columnPages() {
        return Math.max(1, (columns.size() + COLUMNS_PER_PAGE - 1) / COLUMNS_PER_PAGE);
    }

    /// @param misfits the column that nearly had another type; null for other findings
    public record Found(
            String column,
            String value,
            String reason,
            @Nullable Misfits misfits) {}

    /// What a click may choose: that a column gets its type all the same, and the rows that do not fit are rejected.
    ///
    /// @param position of the column
    /// @param type as the form takes it
    /// @param rows that do not fit
    public record Misfits(int position, String type, long rows) {}

    /// @param names of the fields that came out of it, by header
    static DeliverySheet of(Delivery delivery, Map<String, String> names, Words words) {
        Locale locale = words.language().locale();
        List<Decided> file = new ArrayList<>();
        Map<String, List<Decided>> byColumn = new LinkedHashMap<>();
        for (Decision decision : delivery.decisions()) {
            Decided decided = new Decided(
                    decision.aspect(), decision.value(), decision.reason().text(locale), decision.chosen());
            if (decision.column() == null) file.add(decided);
            else
                byColumn.computeIfAbsent(decision.column(), _ -> new ArrayList<>())
                        .add(decided);
        }
        for (Aspect aspect : open(delivery)) {
            if (file.stream().noneMatch(decided -> decided.aspect() == aspect)) {
                String chosen = value(delivery.instructions().reading(), aspect);
                file.add(new Decided(aspect, chosen, "", !chosen.isEmpty()));
            }
        }
        List<Column> columns = new ArrayList<>();
        byColumn.forEach((header, decisions) ->
                columns.add(column(columns.size(), header, names.getOrDefault(header, ""), decisions)));
        List<Found> findings = delivery.findings().stream()
                .map(finding -> found(finding, columns, locale))
                .toList();
        return new DeliverySheet(List.copyOf(file), List.copyOf(columns), findings);
    }

    /// What can be chosen though nobody decided it: everything, when the file could not be read.
    private static Set<Aspect> open(Delivery delivery) {
        Set<Aspect> open = EnumSet.copyOf(SHARED);
        if (delivery.state() == Delivery.State.REFUSED) open.addAll(FORM);
        return open;
    }

    private static Column column(int position, String header, String fieldName, List<Decided> decisions) {
        return new Column(
                position,
                header,
                fieldName,
                find(decisions, Aspect.NAME),
                find(decisions, Aspect.TYPE),
                decisions.stream()
                        .filter(decided -> decided.aspect() != Aspect.NAME && decided.aspect() != Aspect.TYPE)
                        .toList());
    }

    private static @Nullable Decided find(List<Decided> decisions, Aspect aspect) {
        return decisions.stream()
                .filter(decided -> decided.aspect() == aspect)
                .findFirst()
                .orElse(null);
    }

    private static Found found(SourceRow.Problem finding, List<Column> columns, Locale locale) {
        return new Found(
                Objects.requireNonNullElse(finding.column(), ""),
                Objects.requireNonNullElse(finding.value(), ""),
                finding.reason().text(locale),
                misfits(finding, columns));
    }

    private static @Nullable Misfits misfits(SourceRow.Problem finding, List<Column> columns) {
        List<Object> said = finding.reason().arguments();
        if (!finding.reason().code().equals("types.kept-text") || said.size() < 5) return null;
        return columns.stream()
                .filter(column -> column.header().equals(finding.column()))
                .findFirst()
                .map(column -> new Misfits(
                        column.position(), said.getLast().toString(), ((Number) said.getFirst()).longValue()))
                .orElse(null);
    }

    private static String value(ReadingOptions options, Aspect aspect) {
        Object value = switch (aspect) {
            case ENCODING -> options.encoding();
            case DELIMITER -> options.delimiter();
            case QUOTE -> options.quote();
            case HEADER -> options.headerRow();
            case SHEET -> options.sheet();
            case NULL_WORDS -> options.nullWords() == null ? null : String.join(", ", options.nullWords());
            case TIME_ZONE -> options.zone();
            case CRS -> options.srid();
            default -> null;
        };
        return value == null ? "" : value.toString();
    }

    /// What the form chooses otherwise than it stands; NONE when nothing. Throws WrongChoice.
    ///
    /// @param form `file.<key>` and `auto.<key>` for the file; `name.<position>`, `type.<position>` and
    ///     `format.<position>` for columns. An empty name and the type `automatic` take a choice back
    Instructions chosen(Map<String, String> form) {
        Map<Aspect, String> about = new LinkedHashMap<>();
        for (Decided decided : file) {
            String given = form.getOrDefault("file." + decided.key(), "").strip();
            boolean isChange = !given.isEmpty() && !given.equals(decided.value());
            if (decided.isOpen() && isChange) about.put(decided.aspect(), given);
        }
        Set<String> automatic = new TreeSet<>();
        for (Decided decided : file) {
            if (decided.isOpen() && form.containsKey("auto." + decided.key())) {
                automatic.add("reading." + (decided.aspect() == Aspect.HEADER ? "header_row" : decided.key()));
                about.remove(decided.aspect());
            }
        }
        Map<String, ColumnOptions> changed = new LinkedHashMap<>();
        for (Column column : columns) {
            String wantedName = form.get("name." + column.position());
            if (column.isNameChosen() && wantedName != null && wantedName.isBlank()) {
                automatic.add("fields." + column.header() + ".name");
            }
            String name = changed(form, "name." + column.position(), column.nameValue());
            String type = changed(form, "type." + column.position(), column.typeValue());
            if (AUTOMATIC.equals(type)) {
                automatic.add("fields." + column.header() + ".type");
                continue;
            }
            String format = changed(form, "format." + column.position(), "");
            if (name == null && type == null && format == null) continue;
            changed.put(column.header(), new ColumnOptions(name, type == null ? null : type(type), format, null));
        }
        if (about.isEmpty() && changed.isEmpty() && automatic.isEmpty()) return Instructions.NONE;
        return new Instructions(
                null, About.NOTHING, null, null, null, options(about, changed), Map.of(), automatic, null);
    }

    private static @Nullable String changed(Map<String, String> form, String field, String stands) {
        String given = form.getOrDefault(field, "").strip();
        return given.isEmpty() || given.equals(stands) ? null : given;
    }

    private static ReadingOptions options(Map<Aspect, String> about, Map<String, ColumnOptions> columns) {
        String quote = about.get(Aspect.QUOTE);
        return new ReadingOptions(
                encoding(about.get(Aspect.ENCODING)),
                about.get(Aspect.DELIMITER),
                "none".equals(quote) ? "" : quote,
                number(about.get(Aspect.HEADER)),
                about.get(Aspect.SHEET),
                words(about.get(Aspect.NULL_WORDS)),
                zone(about.get(Aspect.TIME_ZONE)),
                number(about.get(Aspect.CRS)),
                columns);
    }

    private static FieldType type(String name) {
        try {
            return FieldType.of(name);
        } catch (IllegalArgumentException e) {
            throw new WrongChoice("ingest.wrong.type", name);
        }
    }

    private static @Nullable String encoding(@Nullable String name) {
        if (name == null) return null;
        try {
            if (Charset.isSupported(name)) return name;
        } catch (IllegalCharsetNameException e) {
            // Said below.
        }
        throw new WrongChoice("ingest.wrong.encoding", name);
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null) return null;
        String digits = text.toUpperCase(Locale.ROOT).replace("EPSG:", "").strip();
        if (!digits.matches("\\d{1,6}")) throw new WrongChoice("ingest.wrong.number", text);
        return Integer.valueOf(digits);
    }

    private static @Nullable List<String> words(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static @Nullable ZoneId zone(@Nullable String text) {
        if (text == null) return null;
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new WrongChoice("ingest.wrong.zone", text);
        }
    }
}
