package city.senne.data.usage;

import city.senne.data.catalog.Dataset;
import city.senne.trust.keys.ApiKey;
import city.senne.trust.keys.ListKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells who asks for the fields of a dataset by their names, for those who look after it.
@Component
public class ReadFieldUse {
    /// For so many days it is kept.
    public static final int DAYS = 90;

    private final FieldUses uses;
    private final ListKeys keys;
    private final Clock clock;

    ReadFieldUse(FieldUses uses, ListKeys keys, Clock clock) {
        this.uses = uses;
        this.keys = keys;
        this.clock = clock;
    }

    /// @param byName of the field, present or former
    public record Uses(Map<String, FieldUse> byName) {
        public FieldUse of(String name) {
            return byName.getOrDefault(name, FieldUse.NONE);
        }
    }

    /// The last 90 days, today among them. Whether somebody may know is for the caller to judge: it names keys.
    public Uses read(Dataset dataset) {
        Map<String, FieldUse> all = new HashMap<>();
        uses.sums(dataset.id(), firstDay(clock)).forEach((field, sums) -> all.put(field, use(sums)));
        return new Uses(all);
    }

    static LocalDate firstDay(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
    }

    private FieldUse use(List<FieldUses.Sum> sums) {
        Map<UUID, ApiKey> known = keys.byId();
        long keyless = 0;
        long most = 0;
        LocalDate last = sums.getFirst().last();
        List<FieldUse.OfKey> ofKeys = new ArrayList<>();
        for (FieldUses.Sum sum : sums) {
            if (sum.last().isAfter(last)) last = sum.last();
            if (!sum.isKey()) {
                keyless += sum.calls();
                most = Math.max(most, sum.callers());
                continue;
            }
            ApiKey key = known.get(sum.key());
            ofKeys.add(new FieldUse.OfKey(
                    key == null ? "" : key.name(), key == null ? "" : key.createdBy(), sum.calls(), sum.last()));
        }
        return new FieldUse(keyless, most, last, List.copyOf(ofKeys));
    }
}
