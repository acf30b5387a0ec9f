package city.senne.data.standards;

import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What DCAT-AP 3.0.1 demands of resources of the classes that we give out: how many values a property has, and of what
/// kind. The rows are the resource `dcat-ap.csv` beside this class.
final class ApplicationProfile {
    private static final Set<String> TIMES = Set.of("date", "dateTime", "gYear", "gYearMonth");
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    static final ApplicationProfile DCAT_AP = new ApplicationProfile("dcat-ap.csv");

    private final List<Rule> rules;

    private ApplicationProfile(String resource) {
        try (InputStream table = ApplicationProfile.class.getResourceAsStream(resource)) {
            this.rules = new String(Objects.requireNonNull(table, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(ApplicationProfile::rule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param value `text`, `time`, `name`, `iri`, or the class of what is named; empty for anything
    private record Rule(Name of, Name property, int least, int most, String value) {
        private Finding finding(Term subject, Fault.Wrong wrong) {
            return new Finding(subject, new Fault(of.local(), property.local(), wrong));
        }
    }

    /// What a resource lacks or has wrong.
    ///
    /// @param fault without the resource
    record Finding(Term subject, Fault fault) {}

    /// Whatever could be wrong.
    Set<Fault> faults() {
        Set<Fault> faults = new LinkedHashSet<>();
        for (Rule rule : rules) {
            for (Fault.Wrong wrong : Fault.Wrong.values()) {
                faults.add(new Fault(rule.of.local(), rule.property.local(), wrong));
            }
        }
        return faults;
    }

    List<Finding> findings(DcatGraph graph) {
        List<Finding> found = new ArrayList<>();
        for (Term subject : graph.subjects()) {
            for (Rule rule : rules) {
                if (!graph.isA(subject, rule.of)) continue;
                List<Term> objects = graph.objects(subject, rule.property);
                if (objects.size() < rule.least) found.add(rule.finding(subject, Fault.Wrong.MISSING));
                if (objects.size() > rule.most) found.add(rule.finding(subject, Fault.Wrong.TOO_MANY));
                if (!objects.stream().allMatch(object -> fits(object, rule.value, graph))) {
                    found.add(rule.finding(subject, Fault.Wrong.VALUE));
                }
            }
        }
        return found;
    }

    private static boolean fits(Term object, String value, DcatGraph graph) {
        return switch (value) {
            case "" -> true;
            case "text" -> object instanceof Term.Literal;
            case "time" ->
                object instanceof Term.Literal literal
                        && literal.datatype() != null
                        && TIMES.contains(literal.datatype().local());
            case "iri" -> object instanceof Term.Iri;
            case "name" -> !(object instanceof Term.Literal);
            default -> !(object instanceof Term.Literal) && graph.isA(object, name(value));
        };
    }

    private static Rule rule(String line) {
        String[] row = line.split(";", -1);
        return new Rule(
                name(row[0]),
                name(row[1]),
                row[2].isEmpty() ? 0 : Integer.parseInt(row[2]),
                row[3].isEmpty() ? UNBOUNDED : Integer.parseInt(row[3]),
                row[4]);
    }

    private static Name name(String abbreviated) {
        String[] parts = abbreviated.split(":", 2);
        return Stream.of(DcatCatalog.VOCABULARIES)
                .flatMap(List::stream)
                .filter(vocabulary -> vocabulary.prefix().equals(parts[0]))
                .map((Vocabulary vocabulary) -> vocabulary.name(parts[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No vocabulary for " + abbreviated));
    }
}
