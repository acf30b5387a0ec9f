package city.senne.data.stewardship;

import city.senne.platform.i18n.Words;
import city.senne.trust.access.Audience;
import city.senne.trust.identity.Group;
import city.senne.trust.identity.Organisation;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the pages call those whom a rule is about.
///
/// @param groups those whose names the reader may be told; others are called by their ids
/// @param people who may still enter
public record AudienceNames(
        List<Organisation> organisations, List<Group> groups, Map<UUID, String> people, Words words) {

    public String of(Audience audience) {
        return switch (audience.kind()) {
            case EVERYBODY -> words.of("sharing.everybody");
            case SIGNED_IN -> words.of("sharing.signed-in");
            case ORGANISATION ->
                organisations.stream()
                        .filter(each -> each.id().equals(audience.id()))
                        .map(each -> each.name(words.language().tag()))
                        .findFirst()
                        .orElse(audience.id());
            case GROUP ->
                words.of(
                        "sharing.group.named",
                        groups.stream()
                                .filter(each -> each.id().equals(audience.id()))
                                .map(each -> each.name(words.language().tag()))
                                .findFirst()
                                .orElse(audience.id()));
            case PERSON -> people.getOrDefault(UUID.fromString(audience.id()), words.of("sharing.gone"));
        };
    }
}
