package city.senne.data.usage;

import java.time.LocalDate;

/// How often the API was called in one way on one day.
///
/// @param day in UTC
/// @param dataset its id, empty for calls of the catalogue, or of what not everybody may know
/// @param kind such as `records` or `export`
/// @param format of a download, else empty
/// @param status of the answers in HTTP
public record Counted(LocalDate day, String dataset, String kind, String format, int status, long calls) {}
