package city.senne.data.explore;

import city.senne.engine.table.Field;
import city.senne.platform.web.PageAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Leads links that call fields as they were called before to the names that these have now.
public final class PresentNames {
    /// Parameters whose values name fields.
    private static final Set<String> NAMING = Set.of("columns", "sort", "more", "field", "group", "series", "of");

    private PresentNames() {}

    /// The address to go to instead; empty when it calls every field as it is called now.
    public static Optional<PageAddress> redirect(PageAddress address, List<Field> fields) {
        if (fields.stream().allMatch(field -> field.formerly().isEmpty())) return Optional.empty();
        PageAddress present = PageAddress.of(address.path());
        for (PageAddress.Parameter each : address.entries()) {
            String name = each.name();
            String value = each.value();
            if (RowChoice.isParameter(name) && name.contains(".")) {
                int dot = name.indexOf('.') + 1;
                name = name.substring(0, dot) + present(name.substring(dot), fields);
            } else if (NAMING.contains(name)) {
                int sign = value.startsWith("-") ? 1 : 0;
                value = value.substring(0, sign) + present(value.substring(sign), fields);
            }
            present = present.plus(name, value);
        }
        return present.entries().equals(address.entries()) ? Optional.empty() : Optional.of(present);
    }

    private static String present(String name, List<Field> fields) {
        return fields.stream()
                .filter(field -> field.isCalled(name))
                .findFirst()
                .map(Field::name)
                .orElse(name);
    }
}
