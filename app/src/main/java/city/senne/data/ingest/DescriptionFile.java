package city.senne.data.ingest;

import city.senne.data.catalog.AuthorityTable;
import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Contact;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.DescriptionMistake;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.ingest.Instructions.FieldNotes;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Translated;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the `.senne.yaml` that may lie beside a file, and the same words sent as JSON.
/// `docs/reference/description-file.md`
/// is its manual. An unknown word is an error: a misspelt one would be ignored silently.
public final class DescriptionFile {
    private static final int MAX_LENGTH = 1_000_000;
    private static final int MOST_SHOWN = 80;
    private static final String TYPES = Arrays.stream(FieldType.values())
            .map(FieldType::apiName)
            .map(name -> name.replaceFirst("_2d$", ""))
            .collect(Collectors.joining(", "));
    private static final String MARKS =
            "facet, disjunctive, id, sortable, hierarchical:/, multivalued:;, facetsort:count,"
                    + " timeserie_precision:day";
    private static final String FREQUENCIES =
            Arrays.stream(Frequency.values()).map(Frequency::apiName).collect(Collectors.joining(", "));
    /// What the catalogue calls otherwise.
    private static final Map<String, String> PLACES =
            Map.of("licenceUrl", "licence_url", "title.und", "title", "text.und", "description");
    private static final String DAYS = "2019, 2019-03, 2019-03-31";
    private static final Set<String> READING =
            Set.of("encoding", "delimiter", "quote", "header_row", "sheet", "null_words", "time_zone", "crs");
    private static final Set<String> DATASET = Set.of(
            "id",
            "title",
            "description",
            "publisher",
            "organisation",
            "licence",
            "licence_url",
            "keywords",
            "themes",
            "contact",
            "frequency",
            "territory",
            "places",
            "languages",
            "hvd_categories",
            "period",
            "update",
            "key_fields",
            "max_rejected",
            "draft",
            "reading",
            "fields");
    private static final Set<String> FIELD =
            Set.of("name", "formerly", "type", "format", "label", "description", "unit", "annotations");

    private DescriptionFile() {}

    /// Several texts, a later one overriding an earlier one.
    public static Instructions parse(List<String> texts) {
        return texts.stream().map(DescriptionFile::parse).reduce(Instructions.NONE, Instructions::overriddenBy);
    }

    /// Throws UnreadableDelivery that names the word that is wrong.
    static Instructions parse(String text) {
        if (text.isBlank()) return Instructions.NONE;
        if (text.length() > MAX_LENGTH) throw wrong("", "delivery.description_too_long");
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(10)
                .setCodePointLimit(MAX_LENGTH)
                .build();
        Optional<Node> tree;
        Object root;
        try {
            tree = new Compose(settings).composeString(text);
            root = new StandardConstructor(settings).constructSingleDocument(tree);
        } catch (StackOverflowError e) {
            throw new UnreadableDelivery(Reason.of("delivery.description_too_deep"), e);
        } catch (YamlEngineException e) {
            throw new UnreadableDelivery(notYaml(e, text), e);
        }
        try {
            return instructions(root);
        } catch (UnreadableDelivery e) {
            String place = String.valueOf(e.reason().arguments().getFirst());
            List<Object> arguments = new ArrayList<>(e.reason().arguments());
            arguments.add(tree.map(node -> line(node, place)).orElse(1));
            throw new UnreadableDelivery(new Reason(e.reason().code(), arguments), e);
        }
    }

    /// Where the value at a place begins, or what is nearest to it, counted from 1. Words in a place are set apart by
    /// dots, which headers may have too.
    private static int line(Node node, String place) {
        if (node instanceof MappingNode map) {
            for (NodeTuple member : map.getValue()) {
                String word = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                if (place.equals(word)) return line(member.getKeyNode(), "");
                if (!place.startsWith(word + ".")) continue;
                String rest = place.substring(word.length() + 1);
                return line(member.getValueNode() instanceof MappingNode below ? below : member.getKeyNode(), rest);
            }
        }
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /// Throws UnreadableDelivery whose reason names the place first.
    private static Instructions instructions(@Nullable Object root) {
        DescriptionWords words = new DescriptionWords("", root, DATASET);
        Map<String, ColumnOptions> columns = new LinkedHashMap<>();
        Map<String, FieldNotes> notes = new LinkedHashMap<>();
        Set<String> automatic = new TreeSet<>();
        DescriptionWords fields = new DescriptionWords("fields", words.children("fields"));
        fields.values().keySet().forEach(header -> field(header, fields.automatic(header, automatic), columns, notes));
        return new Instructions(
                words.parsed("id", DescriptionFile::id, "a-z 0-9 - _"),
                about(words),
                words.parsed("update", UpdateMode::ofFile, "replace, append, upsert"),
                words.list("key_fields"),
                words.parsed("max_rejected", DescriptionFile::share, "5%, 0.05"),
                reading(words.automatic("reading", automatic), columns),
                notes,
                automatic,
                words.parsed("draft", DescriptionFile::yesOrNo, "true, false"));
    }

    private static About about(DescriptionWords words) {
        About about = new About(
                words.translated("title"),
                words.translated("description"),
                words.translated("publisher"),
                words.text("licence"),
                words.text("licence_url"),
                words.keywords("keywords"),
                words.list("themes"),
                contact(words),
                words.parsed("frequency", Frequency::of, FREQUENCIES),
                coverage(words),
                codes(words, "languages", AuthorityTable.LANGUAGE),
                codes(words, "hvd_categories", AuthorityTable.HVD_CATEGORY),
                words.text("organisation"));
        // What people may not say on the pages they may not say in a file.
        Dataset.Description nothing = Dataset.Description.titled(Translated.of("-"));
        for (DescriptionMistake mistake : DescriptionMistake.in(about.describe(nothing), nothing)) {
            throw words.wrong(
                    PLACES.getOrDefault(mistake.place(), mistake.place().replaceFirst("^text\\b", "description")),
                    "…",
                    mistake.argument() instanceof Integer most ? "≤ " + most : "https://…");
        }
        return about;
    }

    private static @Nullable Contact contact(DescriptionWords words) {
        DescriptionWords contact = new DescriptionWords("contact", words.children("contact"), Set.of("name", "email"));
        if (contact.values().isEmpty()) return null;
        return new Contact(
                Objects.requireNonNullElse(contact.text("name"), ""),
                Objects.requireNonNullElse(contact.parsed("email", DescriptionFile::email, "data@city.example"), ""));
    }

    private static @Nullable Coverage coverage(DescriptionWords words) {
        Translated territory = words.translated("territory");
        List<String> places = codes(words, "places", AuthorityTable.PLACE);
        DescriptionWords period = new DescriptionWords("period", words.children("period"), Set.of("from", "until"));
        if (territory == null && places == null && period.values().isEmpty()) return null;
        String from = period.parsed("from", DescriptionFile::day, DAYS);
        String until = period.parsed("until", DescriptionFile::day, DAYS);
        Coverage coverage = new Coverage(
                Objects.requireNonNullElse(territory, Translated.EMPTY),
                Objects.requireNonNullElse(places, List.of()),
                Objects.requireNonNullElse(from, ""),
                Objects.requireNonNullElse(until, ""));
        if (coverage.endsBeforeItBegins()) throw period.wrong("until", coverage.until(), "> " + coverage.from());
        return coverage;
    }

    /// Terms of a table, by their codes or names.
    private static @Nullable List<String> codes(DescriptionWords words, String key, AuthorityTable table) {
        List<String> said = words.list(key);
        if (said == null) return null;
        List<String> codes = new ArrayList<>();
        for (String each : said) {
            codes.add(table.find(each)
                    .map(AuthorityTable.Term::code)
                    .orElseThrow(() -> words.wrong(
                            key,
                            each,
                            String.join(
                                    ", ",
                                    table.terms().stream()
                                            .map(AuthorityTable.Term::code)
                                            .toList()))));
        }
        return codes;
    }

    private static String email(String text) {
        if (!DescriptionMistake.isEmail(text)) throw new IllegalArgumentException("No e-mail address: " + text);
        return text;
    }

    private static String day(String text) {
        if (Coverage.firstDay(text).isEmpty()) throw new IllegalArgumentException("No day: " + text);
        return text;
    }

    private static ReadingOptions reading(Map<String, Object> said, Map<String, ColumnOptions> columns) {
        DescriptionWords reading = new DescriptionWords("reading", said, READING);
        return new ReadingOptions(
                reading.parsed("encoding", DescriptionFile::encoding, "utf-8, windows-1252, iso-8859-15"),
                reading.parsed("delimiter", DescriptionFile::sign, "; , | \\t"),
                reading.parsed("quote", DescriptionFile::signOrNone, "\" ' \"\""),
                reading.parsed("header_row", DescriptionFile::row, "0, 1, 2 …"),
                reading.text("sheet"),
                reading.list("null_words"),
                reading.parsed("time_zone", DescriptionFile::zone, "Europe/Brussels, UTC"),
                reading.parsed("crs", DescriptionFile::crs, "4326, 31370, 3812"),
                columns);
    }

    private static void field(
            String header,
            Map<String, Object> value,
            Map<String, ColumnOptions> columns,
            Map<String, FieldNotes> notes) {
        DescriptionWords field = new DescriptionWords("fields." + header, value, FIELD);
        String name = field.text("name");
        FieldType type = field.parsed("type", FieldType::of, TYPES);
        String format = field.text("format");
        List<String> marks = field.list("annotations");
        Annotations annotations = annotations(field, marks == null ? List.of() : marks);
        String separator = annotations.multivalued();
        columns.put(header, new ColumnOptions(name, type, format, separator));
        Translated label = field.translated("label");
        Translated description = field.translated("description");
        boolean annotated = !annotations.equals(Annotations.NONE);
        Translated unit = field.translated("unit");
        List<String> formerly = field.list("formerly");
        if (label != null || description != null || annotated || formerly != null) {
            String called = name == null ? header : name;
            FieldNotes known = notes.get(called);
            // Of two fields that became one nobody could say which it was.
            if (known != null && !Objects.equals(known.formerly(), formerly)) {
                throw wrong(called, "delivery.field_name");
            }
            notes.put(called, new FieldNotes(label, description, unit, annotated ? annotations : null, formerly));
        }
    }

    private static Annotations annotations(DescriptionWords field, List<String> marks) {
        boolean facet = false;
        boolean disjunctive = false;
        boolean id = false;
        boolean sortable = false;
        String hierarchical = null;
        String multivalued = null;
        String facetSort = null;
        String precision = null;
        for (String mark : marks) {
            int colon = mark.indexOf(':');
            String argument = colon < 0 ? "" : mark.substring(colon + 1);
            switch (colon < 0 ? mark : mark.substring(0, colon)) {
                case "facet" -> facet = true;
                case "disjunctive" -> disjunctive = true;
                case "id" -> id = true;
                case "sortable" -> sortable = true;
                case "hierarchical" -> hierarchical = argument.isEmpty() ? "/" : argument;
                case "multivalued" -> multivalued = argument.isEmpty() ? "," : argument;
                case "facetsort" -> facetSort = argument;
                case "timeserie_precision" -> precision = argument;
                default -> throw field.wrong("annotations", mark, MARKS);
            }
        }
        Translated unit = field.translated("unit");
        String measured = unit == null ? null : unit.in(Translated.UNDETERMINED);
        return new Annotations(
                facet, disjunctive, hierarchical, multivalued, id, sortable, measured, facetSort, precision);
    }

    private static DatasetId id(String text) {
        return new DatasetId(text);
    }

    private static String encoding(String text) {
        if (!Charset.isSupported(text)) throw new IllegalArgumentException("Not an encoding: " + text);
        return text;
    }

    private static String sign(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("No sign");
        return signOrNone(text);
    }

    private static String signOrNone(String text) {
        if (!text.equals("\\t") && text.length() > 1) throw new IllegalArgumentException("Not one sign: " + text);
        return text;
    }

    private static Integer row(String text) {
        Integer row = Integer.valueOf(text);
        if (row < 0) throw new IllegalArgumentException("No row: " + text);
        return row;
    }

    private static Integer crs(String text) {
        return Integer.valueOf(text.replaceFirst("(?i)^epsg:", ""));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Neither true nor false: " + text);
        };
    }

    private static Double share(String text) {
        boolean percent = text.endsWith("%");
        double share = Double.parseDouble(
                percent ? text.substring(0, text.length() - 1).strip() : text);
        if (percent) share /= 100;
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("Not a share: " + text);
        return share;
    }

    /// Where something is open that the text does not close, the opening says more than the end.
    private static @Nullable Mark placeOf(MarkedYamlEngineException broken, String text) {
        return broken.getProblemMark()
                .filter(mark -> mark.getIndex() < text.length())
                .or(broken::getContextMark)
                .or(broken::getProblemMark)
                .orElse(null);
    }

    private static Reason notYaml(YamlEngineException e, String text) {
        Mark mark = e instanceof MarkedYamlEngineException marked ? placeOf(marked, text) : null;
        int before = mark == null ? 0 : mark.getLine();
        long column = mark == null ? 1 : mark.getColumn() + 1L;
        if (mark == null && e instanceof ReaderException unprintable) {
            String read = text.substring(0, Math.min(unprintable.getPosition(), text.length()));
            before = (int) read.chars().filter(sign -> sign == '\n').count();
            column = read.length() - read.lastIndexOf('\n');
        } else if (mark == null) {
            return Reason.of("delivery.description_too_deep");
        }
        long line = before + 1L;
        if (e instanceof DuplicateKeyException) return Reason.of("delivery.description_twice", line, column);
        String said = text.lines()
                .skip(before)
                .findFirst()
                .orElse("")
                .replaceAll("\\p{Cntrl}", "�")
                .strip();
        String shown = said.length() > MOST_SHOWN ? said.substring(0, MOST_SHOWN) + "…" : said;
        return Reason.of("delivery.description_not_yaml", line, column, shown.isEmpty() ? "…" : shown);
    }

    private static UnreadableDelivery wrong(String path, String code) {
        return new UnreadableDelivery(Reason.of(code, path));
    }
}
