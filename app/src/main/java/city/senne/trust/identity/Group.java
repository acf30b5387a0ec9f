package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import org.jspecify.annotations.Nullable;

/// A named set of persons, whom rules may name together.
///
/// @param id as in addresses, rules and settings: that of its organisation, a dot and a short name
///     (`parks.planners`); the short name alone for one of the installation
/// @param organisation whose stewards look after it; null for one that administrators alone look after
/// @param members how many they are
public record Group(String id, @Nullable String organisation, Translated name, int members) {

    /// In a language, else in another one, else the id.
    public String name(String language) {
        return name.isEmpty() ? id : name.in(language);
    }

    /// The organisation that an id says it is of, whether there is such a group or not; null for the installation.
    public static @Nullable String organisationIn(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? null : id.substring(0, dot);
    }
}
