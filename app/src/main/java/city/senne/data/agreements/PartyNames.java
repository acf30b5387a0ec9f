package city.senne.data.agreements;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Visitor;
import city.senne.trust.identity.Organisation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pages call the two sides.
///
/// @param people whether people who ask for themselves are named
public record PartyNames(List<Organisation> organisations, boolean people, Words words) {

    public String giver(Agreement agreement) {
        String giver = agreement.giver();
        return giver == null ? words.of("agreements.giver.none") : organisation(giver);
    }

    public String receiver(Agreement agreement) {
        String receiver = agreement.receiver();
        if (receiver != null) return organisation(receiver);
        boolean named = people && !agreement.askerName().isEmpty();
        return named ? Visitor.called(agreement.askerName(), words) : words.of("agreements.person");
    }

    public String of(Agreement agreement, Side side) {
        return side == Side.GIVER ? giver(agreement) : receiver(agreement);
    }

    /// Who said or did something; where her name was erased, for whom.
    public String who(Agreement agreement, Said said) {
        return said.name().isEmpty()
                ? words.of("agreements.somebody", of(agreement, said.side()))
                : Visitor.called(said.name(), words);
    }

    public String organisation(@Nullable String id) {
        return organisations.stream()
                .filter(each -> each.id().equals(id))
                .map(each -> each.name(words.language().tag()))
                .findFirst()
                .orElse(id == null ? "" : id);
    }
}
