package city.senne.data.explore;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/// What a map draws under its places.
///
/// @param kind `dataset`, `raster`, `style`, or `none`
/// @param address of the description of our tiles, of foreign tiles, of a foreign style; empty for none
/// @param attribution whose map it is
public record BasemapSource(
        String kind, String address, @Nullable Content attribution) {
    static final BasemapSource NONE = new BasemapSource("none", "", null);
}
