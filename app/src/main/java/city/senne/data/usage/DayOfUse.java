package city.senne.data.usage;

import java.time.LocalDate;

/// How often a dataset was asked on a day, or on the days that begin with it.
///
/// @param calls answers of the API other than downloads
/// @param downloads whole files
public record DayOfUse(LocalDate day, long calls, long downloads) {}
