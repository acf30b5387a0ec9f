package city.senne.data.explore.api;

import city.senne.data.query.QuerySettings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Small answers that were made lately, by their names: what many ask for is made once per version of its
/// data. A name says everything that an answer depends on, so none is ever out of date; whether its asker
/// may see it was found out before it was named.
@Component
class KeptAnswers {
    /// In bytes; larger ones are asked for more rarely, and would push many small ones out.
    private static final int LARGEST = 64 * 1024;

    private final Cache<String, Kept> answers;

    KeptAnswers(QuerySettings settings) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(settings.keptAnswers().toBytes())
                .weigher((String name, Kept kept) -> name.length() + kept.body().length)
                .build();
    }

    /// @param body as it was sent, compressed if it was
    /// @param next the address of the next page, for the header that tells it
    record Kept(byte[] body, @Nullable String next) {}

    @Nullable
    Kept find(String name) {
        return answers.getIfPresent(name);
    }

    void keep(String name, Kept kept) {
        if (kept.body().length <= LARGEST) answers.put(name, kept);
    }
}
