package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import java.util.Comparator;
import java.util.List;

/// Which of several tables in a file is read: the one asked for, else the visible one that holds most.
///
/// @param index of the table chosen
record SheetChoice(int index, Decision decision) {

    /// @param size how much it holds, in whatever unit they all share
    record Sheet(String name, boolean hidden, long size) {}

    static SheetChoice of(List<Sheet> sheets, ReadingOptions options) {
        String names =
                Refusal.shown(String.join(", ", sheets.stream().map(Sheet::name).toList()));
        String wanted = options.sheet();
        if (wanted != null) {
            for (int i = 0; i < sheets.size(); i++) {
                if (sheets.get(i).name().strip().equalsIgnoreCase(wanted.strip())) {
                    return new SheetChoice(
                            i, Decision.chosen(Aspect.SHEET, null, sheets.get(i).name()));
                }
            }
            throw Refusal.of("no-such-sheet", wanted, names);
        }
        Sheet largest = sheets.stream()
                .filter(sheet -> !sheet.hidden() && sheet.size() > 0)
                .max(Comparator.comparingLong(Sheet::size))
                .orElseThrow(() -> Refusal.of("no-visible-data", names));
        List<String> others = sheets.stream()
                .filter(sheet -> sheet != largest)
                .map(sheet -> sheet.hidden() ? "(" + sheet.name() + ")" : sheet.name())
                .toList();
        Reason reason = others.isEmpty()
                ? Reason.of("formats.sheet-only")
                : Reason.of("formats.sheet-largest", others.size(), Refusal.shown(String.join(", ", others)));
        int index = sheets.indexOf(largest);
        return new SheetChoice(index, Decision.found(Aspect.SHEET, null, largest.name(), reason));
    }
}
