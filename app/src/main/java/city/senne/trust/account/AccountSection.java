package city.senne.trust.account;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageLink;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.function.BiFunction;

/// What a module has to tell a person on the page of her account, declared as a bean by it.
///
/// @param word the key of its heading
/// @param links what is to be seen to, the most urgent first; the section is left out without any
public record AccountSection(String word, BiFunction<Viewer.Person, Words, List<PageLink>> links) {

    /// A section as the page shows it to one person.
    public record Shown(String word, List<PageLink> links) {}

    Shown to(Viewer.Person person, Words words) {
        return new Shown(word, links.apply(person, words));
    }
}
