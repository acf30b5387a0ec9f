package city.senne.data.catalog;

import java.time.Duration;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What holds for the names of fields.
///
/// @param formerFor how long the former name of a renamed field goes on answering
@ConfigurationProperties("senne.fields")
public record FieldNameSettings(@DefaultValue("365d") Duration formerFor) {

    /// The last day of the former name of a field that is renamed on a day.
    public LocalDate lastDay(LocalDate renamed) {
        return renamed.plusDays(formerFor.toDays());
    }
}
