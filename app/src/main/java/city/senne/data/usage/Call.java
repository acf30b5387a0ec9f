package city.senne.data.usage;

import java.time.LocalDate;
import java.util.Comparator;

/// What is kept of calls that are alike.
///
/// @param day in UTC
/// @param dataset its id, empty when the call was of none that everybody may know
/// @param kind such as `records` or `export`
/// @param format of a download, empty for everything else
/// @param status of the answer in HTTP; 499 when the caller did not wait for its end
record Call(LocalDate day, String dataset, String kind, String format, int status) implements Comparable<Call> {
    static final String EXPORT = "export";
    static final int BROKEN_OFF = 499;

    boolean isAnswered() {
        return status < 400;
    }

    /// A part of a file (206) is none.
    boolean isDownload() {
        return kind.equals(EXPORT) && status == 200;
    }

    Call of(String otherDataset) {
        return new Call(day, otherDataset, kind, format, status);
    }

    @Override
    public int compareTo(Call other) {
        return Comparator.comparing(Call::day)
                .thenComparing(Call::dataset)
                .thenComparing(Call::kind)
                .thenComparing(Call::format)
                .thenComparingInt(Call::status)
                .compare(this, other);
    }
}
