package city.senne.engine.tiles;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Tiles as somebody else's library reads them.
final class ForeignReader {
    private ForeignReader() {}

    /// @param geometry in units of the tile
    record Feature(Geometry geometry, Map<?, ?> values) {}

    /// The features of a layer; none when there is no such layer.
    static List<Feature> read(byte[] tile, String layer) throws IOException {
        JtsLayer found = MvtReader.loadMvt(
                        new ByteArrayInputStream(tile),
                        new GeometryFactory(),
                        new TagKeyValueMapConverter(),
                        MvtReader.RING_CLASSIFIER_V2_1)
                .getLayersByName()
                .get(layer);
        if (found == null) return List.of();
        return found.getGeometries().stream()
                .map(geometry ->
                        new Feature(geometry, geometry.getUserData() instanceof Map<?, ?> values ? values : Map.of()))
                .toList();
    }
}
