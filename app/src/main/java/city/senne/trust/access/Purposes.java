package city.senne.trust.access;

import city.senne.trust.identity.Purpose;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// For what somebody may read a dataset where she has to say it, and what she says now.
///
/// @param offers those of rules about her, and of no others; empty where she need not say any
public record Purposes(Purpose said, List<Offer> offers) {
    static final Purposes NONE = new Purposes(Purpose.NONE, List.of());

    /// @param spoken what says it: the text itself, or the number of an agreement
    /// @param text what the data may be used for
    /// @param agreement null for a rule that a steward made
    /// @param isSaid whether what she says now is this
    public record Offer(
            String spoken, String text, @Nullable Long agreement, boolean isSaid) {}

    public Purposes {
        offers = List.copyOf(offers);
    }

    public boolean areDemanded() {
        return !offers.isEmpty();
    }

    /// Whether what she says lets her in nowhere here.
    public boolean noneIsSaid() {
        return offers.stream().noneMatch(Offer::isSaid);
    }

    /// What the data may be used for, of what she says now; empty where she says nothing of it.
    public String now() {
        return offers.stream().filter(Offer::isSaid).map(Offer::text).distinct().collect(Collectors.joining("; "));
    }

    /// What can be said here.
    public List<String> spoken() {
        return offers.stream().map(Offer::spoken).toList();
    }
}
