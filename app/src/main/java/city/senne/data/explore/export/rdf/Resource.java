package city.senne.data.explore.export.rdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subject and what is said of it.
public final class Resource {
    private final Term subject;
    private final @Nullable Name type;
    private final Map<Name, List<Term>> statements = new LinkedHashMap<>();

    /// @param subject an IRI or a blank node
    /// @param type null when it is of no class
    public Resource(Term subject, @Nullable Name type) {
        this.subject = subject;
        this.type = type;
    }

    public Resource say(Name property, Term object) {
        statements.computeIfAbsent(property, _ -> new ArrayList<>()).add(object);
        return this;
    }

    /// Whether nothing is said of it.
    boolean isBare() {
        return type == null && statements.isEmpty();
    }

    public Term subject() {
        return subject;
    }

    public @Nullable Name type() {
        return type;
    }

    public Map<Name, List<Term>> statements() {
        return statements;
    }
}
