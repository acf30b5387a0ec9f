package city.senne.data.sources;

/// What somebody wants a source to be, as she wrote it.
///
/// @param kind empty to find out what speaks at the address
/// @param organisation empty for none
/// @param holdAbove hundredths; empty for never
public record SourceWish(
        String name,
        String kind,
        String address,
        String organisation,
        String wanted,
        boolean publishes,
        String onAbsence,
        String holdAbove,
        String schedule,
        String zone) {}
