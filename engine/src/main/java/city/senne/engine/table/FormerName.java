package city.senne.engine.table;

import java.time.LocalDate;

/// What a field was called before it was renamed.
///
/// @param since the day (UTC) of the renaming
/// @param until the last day (UTC) on which questions may use it
public record FormerName(String name, LocalDate since, LocalDate until) {}
