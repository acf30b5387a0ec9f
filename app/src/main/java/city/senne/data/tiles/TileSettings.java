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
@ConfigurationProperties("senne.tiles")
public record TileSettings(
        @DefaultValue("4") int concurrent,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("64MB") DataSize cache) {}
