package city.senne.data.chart;

import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is made of the rows of a group.
public enum Aggregate {
    COUNT,
    SUM,
    AVG,
    MEDIAN,
    MIN,
    MAX;

    /// As an address and ODSQL write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Aggregate> find(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /// In ODSQL.
    String of(@Nullable Field measure) {
        return this == COUNT || measure == null ? "count(*)" : code() + "(" + Spelling.name(measure.name()) + ")";
    }
}
