package city.senne.data.tiles;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How map tiles are drawn.
///
/// @param concurrent how many are drawn at the same time; others wait, so that maps leave room for questions
/// @param patience how long one waits for its turn before it is refused
/// @param cache how much memory the tiles drawn last may take, compressed
/// @param blocks how much memory the rows around the tiles looked at last may take; with 0 all are looked up anew
@ConfigurationProperties("senne.tiles")
public record TileSettings(
        @DefaultValue("4") int concurrent,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("64MB") DataSize cache,
        @DefaultValue("64MB") DataSize blocks) {}
