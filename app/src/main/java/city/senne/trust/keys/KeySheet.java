package city.senne.trust.keys;

import city.senne.platform.web.Entries;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys as a page shows them, and the form to make another.
///
/// @param organisations for which a key may be made here
/// @param forMaker the word for a key that works for whoever makes it; null where none is made
/// @param days that a key lasts at most
/// @param path of the form; each key is revoked below it
/// @param entries what was filled in
/// @param errors by the names of inputs
/// @param created shown now and never again
public record KeySheet(
        List<ApiKey> keys,
        List<Organisation> organisations,
        @Nullable String forMaker,
        long days,
        String path,
        Entries entries,
        Map<String, String> errors,
        List<CreateKey.ApiKeyText> created) {

    /// Keys to look at and to revoke.
    public static KeySheet of(List<ApiKey> keys, String path) {
        return new KeySheet(keys, List.of(), null, 0, path, new Entries(), Map.of(), List.of());
    }

    public KeySheet offering(@Nullable String wordForMaker, List<Organisation> offered, long longest) {
        return new KeySheet(keys, offered, wordForMaker, longest, path, entries, errors, created);
    }

    KeySheet with(CreateKey.ApiKeyText key) {
        return new KeySheet(keys, organisations, forMaker, days, path, entries, errors, List.of(key));
    }

    KeySheet wrong(Entries filled, String input, String sentence) {
        return new KeySheet(keys, organisations, forMaker, days, path, filled, Map.of(input, sentence), created);
    }

    public boolean makesKeys() {
        return forMaker != null || !organisations.isEmpty();
    }

    public String error(String input) {
        return errors.getOrDefault(input, "");
    }

    /// Before anything was filled in, a key does no more than read where it cannot do everything.
    public boolean isTicked(Scope.Verb verb) {
        if (!entries.values().isEmpty()) return entries.isTicked("verb-" + verb.apiName());
        return CreateKey.FOR_HERSELF.equals(forMaker) && verb == Scope.Verb.READ;
    }
}
