package city.senne.data.standards;

import java.util.Locale;

/// What DCAT-AP finds wrong, in words for people.
///
/// @param of the class of the resource, such as `Dataset`
/// @param property such as `title`
public record Fault(String of, String property, Wrong wrong) {
    /// In which way.
    public enum Wrong {
        MISSING,
        TOO_MANY,
        VALUE
    }

    /// The key of the sentence, which takes the property's name and the resource's.
    public String word() {
        return "standards.fault." + wrong.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The key of the property's name.
    public String propertyWord() {
        return "standards.property." + kebab(property);
    }

    /// The key of the resource's name.
    public String ofWord() {
        return "standards.of." + kebab(of);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// Where a publisher of the dataset can mend it; empty for nowhere.
    public String path(String id) {
        String field = switch (of) {
            case "Dataset", "Distribution", "DataService" -> field();
            case "Agent" -> "publisher.fr";
            case "Location" -> "place";
            case "PeriodOfTime" -> "from";
            default -> "";
        };
        if (field.isEmpty()) return "";
        String edit = "/datasets/" + id + "/edit";
        return field.startsWith("/") ? edit + field : edit + "#entry-" + field;
    }

    private String field() {
        return switch (property) {
            case "title" -> of.equals("Distribution") ? "" : "title.fr";
            case "description" -> "text.fr";
            case "publisher" -> "publisher.fr";
            case "contactPoint" -> "contact.email";
            case "license", "rights" -> "licence.choice";
            case "keyword" -> "keywords.fr";
            case "theme" -> "theme";
            case "spatial" -> "place";
            case "temporal" -> "from";
            case "language" -> "language";
            case "accrualPeriodicity" -> "frequency";
            case "applicableLegislation" -> "hvd";
            case "accessRights" -> "/access";
            case "issued", "modified" -> "/publication";
            default -> "";
        };
    }
}
