package city.senne.data.explore;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.PageLink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the map page of a dataset shows.
///
/// @param shown the field
/// @param tileJson address of the description of the tiles
/// @param basemap what lies under the places
/// @param choices links to the fields of places, the one that is shown among them
/// @param first some places, for those who read rather than look
/// @param nearest those around a place that the reader looked for; null without one
public record Places(
        Field shown,
        String tileJson,
        BasemapSource basemap,
        List<PageLink> choices,
        List<Place> first,
        @Nullable Nearest nearest) {

    /// The parameter that names the field shown.
    static final String FIELD = "field";

    /// @param record its id
    /// @param name what its first field says
    /// @param details what the next ones say, each with its label and unit
    /// @param distance to the place that the reader looked for; empty without one
    public record Place(String record, String name, List<String> details, String distance) {}

    /// @param count of all that are as near as asked; 0 when the places are the nearest beyond
    public record Nearest(Near near, long count, List<Place> places) {
        public String title(Words words) {
            return words.of("explore.near.found", count, Near.distance(near.metres(), words), near.name());
        }
    }

    static Places of(
            DatasetHead head, Field shown, BasemapSource basemap, List<Place> first, @Nullable Nearest nearest) {
        String tileJson = "/tiles/%s/%d/tilejson.json?field=%s"
                .formatted(head.dataset().id().value(), head.version().number(), shown.name());
        List<PageLink> choices = head.fields().stream()
                .filter(field -> field.type().isGeo())
                .map(field -> new PageLink(
                        field.label(),
                        head.address(DatasetHead.Tab.MAP)
                                .with(FIELD, field.name())
                                .toString(),
                        field.name().equals(shown.name())))
                .toList();
        return new Places(shown, tileJson, basemap, choices, first, nearest);
    }

    /// The page of this map.
    public PageAddress page(DatasetHead head) {
        return PageAddress.of(head.path() + "/map").with(FIELD, shown.name());
    }

    /// The same map for other sites.
    public Embed embed(DatasetHead head, String title) {
        return Embed.of(title, page(head), 560);
    }

    /// The field of places with this name; without a name the one that tells most: shapes before points.
    static Optional<Field> field(List<Field> fields, String name) {
        List<Field> places =
                fields.stream().filter(field -> field.type().isGeo()).toList();
        if (!name.isBlank()) {
            return places.stream().filter(field -> field.isCalled(name)).findFirst();
        }
        return places.stream()
                .filter(field -> field.type() == FieldType.GEO_SHAPE)
                .findFirst()
                .or(() -> places.stream().findFirst());
    }
}
