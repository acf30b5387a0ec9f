package city.senne.engine.delivery.formats;

/// How much a delivery may ask of the machine before it is refused. Files come from strangers: a few kilobytes can
/// unpack to terabytes, a few lines can nest a million deep.
///
/// @param unpackedBytes most bytes that come out of one archive: larger than any table a city is likely to publish
/// @param ratio how many bytes one packed byte may become. Honest tables reach 100 (columns of zeros in XML); bombs
///     start at 1000
/// @param ratioFreeBytes the ratio is not looked at before so many bytes have come out: small files pack well
/// @param entries most entries in an archive
/// @param archiveDepth how many archives may lie in one another
/// @param columns most columns of a table
/// @param cellCharacters the longest text in one cell
/// @param coordinates most positions in one geometry
/// @param nesting how deep JSON or XML may nest
/// @param xlsBytes the largest .xls file: the format has to be held in memory whole, about eight times its size
public record Limits(
        long unpackedBytes,
        int ratio,
        long ratioFreeBytes,
        int entries,
        int archiveDepth,
        int columns,
        int cellCharacters,
        int coordinates,
        int nesting,
        long xlsBytes) {

    /// Fit for a server with a few gigabytes to spare on its disk.
    public static final Limits USUAL =
            new Limits(20L << 30, 200, 100L << 20, 10_000, 2, 10_000, 16 << 20, 5_000_000, 200, 64L << 20);

    /// The same, with another cap on what comes out of an archive.
    public Limits withUnpackedBytes(long bytes) {
        return new Limits(
                bytes,
                ratio,
                ratioFreeBytes,
                entries,
                archiveDepth,
                columns,
                cellCharacters,
                coordinates,
                nesting,
                xlsBytes);
    }
}
