package city.senne.engine.delivery.csv;

/// How a text file separates and protects its cells.
///
/// @param delimiter between cells, an ASCII character; 0 when every line is one cell
/// @param quote around cells that hold a delimiter or a line end; 0 when there is none
/// @param backslash whether `\` takes the next character's meaning away; a doubled quote always stands
///     for a quote
/// @param comment the first character of lines to leave out; 0 when there are none
record Dialect(char delimiter, char quote, boolean backslash, char comment) {

    Dialect withComment(char sign) {
        return new Dialect(delimiter, quote, backslash, sign);
    }

    /// In the form in which ReadingOptions takes it back.
    String delimiterName() {
        return delimiter == '\t' ? "\\t" : delimiter == 0 ? "" : String.valueOf(delimiter);
    }

    String quoteName() {
        return quote == 0 ? "" : String.valueOf(quote);
    }
}
