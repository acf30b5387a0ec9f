package city.senne.data.sources;

import city.senne.data.catalog.AuthorityTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import tools.jackson.databind.node.ObjectNode;

/// A dataset as a catalogue in DCAT describes it.
final class DcatDataset {
    private static final String DCT = "http://purl.org/dc/terms/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String SCHEMA = "http://schema.org/";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";
    private static final String[] NAMES = {
        SKOS + "prefLabel", RDFS + "label", FOAF + "name", DCT + "title", "http://www.w3.org/ns/locn#geographicName"
    };
    private static final int LONGEST_ID = 200;
    private static final Map<String, String> PERIODS = Map.of(
            "R/P1D",
            "daily",
            "R/P1W",
            "weekly",
            "R/P1M",
            "monthly",
            "R/P3M",
            "quarterly",
            "R/P6M",
            "biannually",
            "R/P1Y",
            "annual",
            "R/PT1H",
            "hourly");

    private final RdfGraph graph;
    private final Node dataset;
    private final List<Note> left = new ArrayList<>();

    DcatDataset(RdfGraph graph, Node dataset) {
        this.graph = graph;
        this.dataset = dataset;
    }

    private record File(Node node, String title, String address, String format, boolean isDirect) {}

    Remote remote() {
        String identifier = graph.text(dataset, DCT + "identifier");
        String id = dataset.isURI() && dataset.getURI().length() <= LONGEST_ID ? dataset.getURI() : identifier;
        Map<String, String> titles = graph.inLanguages(dataset, DCT + "title");
        String title = titles.values().stream().findFirst().orElse(id);
        if (id.isBlank() || id.length() > LONGEST_ID) {
            return new Remote.Unusable(id + title, title, title, Note.of("no-id"));
        }
        String name = name(id, title);
        List<File> files = files();
        File best = files.stream()
                .filter(file -> FileFormat.isReadable(file.format()))
                .min(Comparator.comparingInt((File file) -> FileFormat.rank(file.format()))
                        .thenComparing(file -> !file.isDirect())
                        .thenComparing(File::address))
                .orElse(null);
        if (best == null) {
            String formats = files.stream()
                    .map(File::format)
                    .filter(format -> !format.isEmpty())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new Remote.Unusable(id, name, title, Note.of("no-file", formats.isEmpty() ? "none" : formats));
        }
        files.stream()
                .filter(file -> file != best)
                .sorted(Comparator.comparing(File::address))
                .forEach(file -> left.add(
                        Note.of("file", file.title().isEmpty() ? file.address() : file.title(), file.format())));
        return new Remote.Dataset(id, name, title, told(name, titles, title, best), "", best.address(), left);
    }

    /// The last word of its address where that is one for people, else its title.
    private static String name(String id, String title) {
        String last = id.replaceFirst("[/#?]+$", "").replaceFirst("^.*[/#=:]", "");
        boolean isWord = last.matches("[\\w.-]{2,100}") && last.matches(".*[a-zA-Z]{3}.*");
        boolean isCode = last.matches("(?i)[0-9a-f-]{16,}");
        return isWord && !isCode ? last : title;
    }

    private List<File> files() {
        List<File> files = new ArrayList<>();
        for (Node node : graph.objects(dataset, DCAT + "distribution")) {
            String direct = address(node, DCAT + "downloadURL");
            String address = direct.isEmpty() ? address(node, DCAT + "accessURL") : direct;
            String title = graph.inLanguages(node, DCT + "title").values().stream()
                    .findFirst()
                    .orElse("");
            if (address.isEmpty()) {
                left.add(Note.of("file", title.isEmpty() ? RdfGraph.text(node) : title, "…"));
                continue;
            }
            files.add(new File(node, title, address, format(node, address), !direct.isEmpty()));
        }
        return files;
    }

    private String address(Node node, String property) {
        return graph.texts(node, property).stream()
                .map(String::strip)
                .filter(each -> each.matches("(?i)https?://\\S+"))
                .findFirst()
                .orElse("");
    }

    /// What the catalogue says of its format, in any of the ways in which that is done, else the ending of the address.
    private String format(Node file, String address) {
        List<String> said = new ArrayList<>();
        for (String property : List.of(DCAT + "mediaType", DCT + "format")) {
            for (Node node : graph.objects(file, property)) {
                said.add(FileFormat.of(RdfGraph.text(node)));
                if (node.isLiteral()) continue;
                graph.texts(node, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", RDFS + "label")
                        .forEach(text -> said.add(FileFormat.of(text)));
            }
        }
        said.add(FileFormat.ofAddress(address));
        return said.stream()
                .filter(FileFormat::isReadable)
                .findFirst()
                .orElseGet(() -> said.stream()
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private ObjectNode told(String name, Map<String, String> titles, String title, File file) {
        Told told = new Told().id(name);
        titles.forEach((language, text) -> told.line("title", language, text));
        if (titles.isEmpty()) told.line("title", "", title);
        graph.inLanguages(dataset, DCT + "description")
                .forEach((language, text) -> told.text("description", language, PlainMarkdown.of(text)));
        keywords(told);
        told.list("themes", themes());
        publisher(told);
        contact(told);
        licence(told, file.node());
        frequency(told);
        places(told);
        period(told);
        told.list(
                "languages",
                codes(AuthorityTable.LANGUAGE, texts(DCT + "language").map(DcatDataset::language)));
        told.list("hvd_categories", codes(AuthorityTable.HVD_CATEGORY, texts("http://data.europa.eu/r5r/hvdCategory")));
        return told.words();
    }

    private Stream<String> texts(String property) {
        return graph.texts(dataset, property).stream();
    }

    private static List<String> codes(AuthorityTable table, Stream<String> said) {
        return said.flatMap(each -> table.find(each).stream())
                .map(AuthorityTable.Term::code)
                .distinct()
                .toList();
    }

    /// Two letters are what programs write, three what the EU's table has.
    private static String language(String said) {
        String bare = said.replaceFirst("^.*/", "").replaceFirst("[-_].*$", "");
        return bare.length() == 2 ? Locale.of(bare).getISO3Language().toUpperCase(Locale.ROOT) : bare;
    }

    private void keywords(Told told) {
        Map<String, List<String>> words = new TreeMap<>();
        for (Node node : graph.objects(dataset, DCAT + "keyword")) {
            if (!node.isLiteral()) continue;
            String language = node.getLiteralLanguage().toLowerCase(Locale.ROOT).replaceFirst("[-_].*$", "");
            words.computeIfAbsent(language, _ -> new ArrayList<>()).add(node.getLiteralLexicalForm());
        }
        told.keywords(words);
    }

    /// The EU's by their codes, whoever's table they stand in; the others by their names.
    private List<String> themes() {
        List<String> themes = new ArrayList<>();
        for (Node node : graph.objects(dataset, DCAT + "theme")) {
            String said = RdfGraph.text(node);
            if (node.isLiteral()) themes.add(said);
            else if (said.matches(".*/data-?theme/[A-Z]{4}")) themes.add(said.substring(said.length() - 4));
            else graph.inLanguages(node, NAMES).values().stream().findFirst().ifPresent(themes::add);
        }
        return themes;
    }

    private void publisher(Told told) {
        for (Node node : graph.objects(dataset, DCT + "publisher", DCT + "creator")) {
            Map<String, String> names = named(node);
            if (names.isEmpty()) continue;
            names.forEach((language, name) -> told.line("publisher", language, name));
            return;
        }
    }

    /// What a literal says, or what something is called.
    private Map<String, String> named(Node node) {
        if (!node.isLiteral()) return graph.inLanguages(node, NAMES);
        String text = node.getLiteralLexicalForm();
        return text.isBlank() ? Map.of() : Map.of(node.getLiteralLanguage(), text);
    }

    private void contact(Told told) {
        record Contact(String name, String email) {}
        graph.objects(dataset, DCAT + "contactPoint", "http://www.w3.org/ns/adms#contactPoint").stream()
                .map(node -> new Contact(
                        graph.text(node, VCARD + "fn", VCARD + "organization-name", FOAF + "name"), email(node)))
                .filter(contact -> !contact.name().isEmpty() || !contact.email().isEmpty())
                .min(Comparator.comparing(Contact::name).thenComparing(Contact::email))
                .ifPresent(contact -> told.contact(contact.name(), contact.email()));
    }

    private String email(Node contact) {
        for (Node node : graph.objects(contact, VCARD + "hasEmail", VCARD + "email", FOAF + "mbox")) {
            String said = node.isBlank() ? graph.text(node, VCARD + "hasValue", VCARD + "value") : RdfGraph.text(node);
            if (!said.isEmpty()) return said.replaceFirst("(?i)^mailto:", "");
        }
        return "";
    }

    /// Catalogues say it of datasets, of files, or only in words about rights.
    private void licence(Told told, Node file) {
        for (String property : List.of(DCT + "license", DCT + "rights")) {
            for (Node subject : List.of(dataset, file)) {
                for (Node node : graph.objects(subject, property)) {
                    String name = PlainMarkdown.of(
                            named(node).values().stream().findFirst().orElse(""));
                    String address = node.isURI() && property.endsWith("license") ? node.getURI() : "";
                    if (name.isBlank() && address.isEmpty()) continue;
                    String stated = name.isBlank() ? rights() : name;
                    told.licence(stated, name.matches("(?i)https?://\\S+") ? name : address);
                    return;
                }
            }
        }
    }

    /// A licence that has an address alone may be named beside it.
    private String rights() {
        return graph.objects(dataset, DCT + "rights").stream()
                .flatMap(node -> named(node).values().stream())
                .findFirst()
                .orElse("");
    }

    private void frequency(Told told) {
        String said = graph.text(dataset, DCT + "accrualPeriodicity");
        if (said.isBlank()) return;
        String bare = PERIODS.getOrDefault(said, said.replaceFirst("^.*[/#]", ""));
        if (!told.frequency(bare)) left.add(Note.of("frequency", said));
    }

    /// Places that are known here by their codes, the others by name; boxes are worked out from the rows.
    private void places(Told told) {
        List<String> codes = new ArrayList<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Node node : graph.objects(dataset, DCT + "spatial")) {
            var place = AuthorityTable.PLACE.find(RdfGraph.text(node));
            if (node.isURI() && place.isPresent()) {
                codes.add(place.get().code());
                continue;
            }
            named(node).forEach((language, name) -> {
                boolean isBox = name.matches("[-\\d.,\\s]+") || name.matches("(?is)\\s*(POLYGON|\\{).*");
                if (!isBox)
                    names.computeIfAbsent(language, _ -> new ArrayList<>()).add(name);
            });
        }
        told.list("places", codes);
        names.forEach((language, all) -> told.line("territory", language, String.join(", ", all)));
    }

    private void period(Told told) {
        for (Node node : graph.objects(dataset, DCT + "temporal")) {
            String[] literal = node.isLiteral() ? node.getLiteralLexicalForm().split("/", 2) : new String[0];
            String from = literal.length == 2 ? literal[0] : graph.text(node, DCAT + "startDate", SCHEMA + "startDate");
            String until = literal.length == 2 ? literal[1] : graph.text(node, DCAT + "endDate", SCHEMA + "endDate");
            told.period(day(from), day(until));
        }
    }

    private static String day(String time) {
        String bare = time.strip();
        return bare.length() > 10 ? bare.substring(0, 10) : bare;
    }
}
