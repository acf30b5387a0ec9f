package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import org.jspecify.annotations.Nullable;

/// An administration, one of its departments, or a partner outside.
///
/// @param id short, as in addresses and rules
/// @param parent the id of the one it is a part of; null for none
/// @param members how many people belong to it directly
public record Organisation(
        String id, Translated name, @Nullable String parent, int members) {

    /// In a language, else in another one, else the id.
    public String name(String language) {
        return name.isEmpty() ? id : name.in(language);
    }
}
