package city.senne.data.explore;

import city.senne.platform.web.PageAddress;

/// The rows that a reader takes away.
///
/// @param total of these rows
/// @param export their address as a file, without its format
public record ExportSheet(RowChoice rows, long total, PageAddress export) {

    public String as(String format, String language) {
        return ApiQuestion.file(export, format, language);
    }
}
