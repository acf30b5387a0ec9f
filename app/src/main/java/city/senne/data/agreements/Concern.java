package city.senne.data.agreements;

import city.senne.platform.i18n.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Something that the viewer has to do with, the most urgent first.
///
/// @param waits whether it waits for her
/// @param day until when she should answer, or when it ends; null where neither is near
public record Concern(
        long number,
        String dataset,
        String giver,
        String receiver,
        String standing,
        boolean waits,
        @Nullable LocalDate day,
        long daysLeft) {
    private static final int SOON = 60;
    private static final int VERY_SOON = 7;

    /// Whether it waits for her, is late, or ends within sixty days.
    public boolean isUrgent() {
        return waits || daysLeft <= SOON;
    }

    /// The word for how near its day is: `late`, `week`, `month`, `soon`, or empty.
    public String nearness() {
        if (daysLeft < 0) return "late";
        if (daysLeft <= VERY_SOON) return "week";
        if (daysLeft <= SOON / 2) return "month";
        return daysLeft <= SOON ? "soon" : "";
    }

    /// In one line, what is to be seen to.
    String said(Words words) {
        String what = words.of("agreements.concern", dataset, giver, receiver);
        if (waits) what += ", " + words.of("agreements.waits");
        if (day == null) return what;
        String when = standing.equals("in_force")
                ? words.of("agreements.ends", words.date(day))
                : words.of("agreements.answer-due", words.date(day));
        String near = nearness().isEmpty()
                ? ""
                : " (" + (daysLeft < 0 ? words.of("agreements.overdue") : words.of("agreements.days-left", daysLeft))
                        + ")";
        return what + ", " + when + near;
    }
}
