package city.senne.trust.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/// How long the journal knows the people in its entries.
@Component
public class Retention {
    private final JournalSettings settings;
    private final Keep keep;

    Retention(JournalSettings settings, Keep keep) {
        this.settings = settings;
        this.keep = keep;
    }

    /// After how many days what it says about people is erased, by what entries are about: 0 for never; null for as
    /// `senne.journal.personal-days` says.
    @ConfigurationProperties("senne.journal.keep")
    record Keep(
            @Nullable Integer reads,
            @Nullable Integer signIns,
            @Nullable Integer changes,
            @Nullable Integer agreements) {
        static final Keep ALIKE = new Keep(null, null, null, null);
    }

    /// In days; 0 for ever.
    public int days(Matter matter) {
        Integer days = switch (matter) {
            case READS -> keep.reads();
            case SIGN_INS -> keep.signIns();
            case CHANGES -> keep.changes();
            case AGREEMENTS -> keep.agreements();
        };
        return Math.max(0, Objects.requireNonNullElse(days, settings.personalDays()));
    }
}
