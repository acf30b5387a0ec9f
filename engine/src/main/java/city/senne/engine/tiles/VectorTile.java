package city.senne.engine.tiles;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tile while it is filled. Not for several threads.
public final class VectorTile {
    private static final int VERSION = 2;

    private final List<Layer> layers = new ArrayList<>();

    /// Adds a layer.
    ///
    /// @param name not that of an earlier layer
    /// @param keys what the values of its features are called
    public Layer layer(String name, List<String> keys) {
        Layer layer = new Layer(name, keys);
        layers.add(layer);
        return layer;
    }

    /// About how many bytes it has so far, before compression.
    public int size() {
        return layers.stream().mapToInt(Layer::size).sum();
    }

    /// The tile, without the layers that stayed empty.
    public byte[] toBytes() {
        Wire tile = new Wire(size() + 256);
        for (Layer layer : layers) {
            if (layer.count > 0) tile.part(3, layer.written());
        }
        return tile.toBytes();
    }

    /// Features with the same keys. A value that occurs often is written once.
    public static final class Layer {
        private final String name;
        private final List<String> keys;
        private final Map<Object, Integer> known = new HashMap<>();
        private final Wire features = new Wire(1 << 14);
        private final Wire values = new Wire(1 << 12);
        private final Wire feature = new Wire(256);
        private final int[] tags;
        private int count;

        private Layer(String name, List<String> keys) {
            this.name = name;
            this.keys = List.copyOf(keys);
            this.tags = new int[2 * keys.size()];
        }

        /// @param row one value per key, null where there is none: numbers stay numbers, truth values truth values,
        ///     anything else is written as text
        public void add(Drawing drawing, @Nullable Object... row) {
            int used = 0;
            for (int i = 0; i < row.length; i++) {
                Object value = plain(row[i]);
                if (value == null) continue;
                tags[used++] = i;
                tags[used++] = index(value);
            }
            feature.clear();
            if (used > 0) feature.packed(2, tags, used);
            feature.number(3, drawing.kind().code);
            feature.packed(4, drawing.commands(), drawing.size());
            features.part(2, feature);
            count++;
        }

        /// How many features there are.
        public int count() {
            return count;
        }

        private static @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Integer number -> number.longValue();
                case Long number -> number;
                case BigDecimal number -> number.doubleValue();
                case Number number -> Double.isFinite(number.doubleValue()) ? (Object) number.doubleValue() : null;
                case Boolean truth -> truth;
                default -> value.toString();
            };
        }

        private int index(Object value) {
            Integer before = known.get(value);
            if (before != null) return before;
            int index = known.size();
            known.put(value, index);
            feature.clear();
            switch (value) {
                case Long number when number < 0 -> feature.zigzag(6, number);
                case Long number -> feature.number(4, number);
                case Double number
                when (double) number.floatValue() == number ->
                    feature.fourBytes(2, Float.floatToRawIntBits(number.floatValue()));
                case Double number -> feature.eightBytes(3, Double.doubleToRawLongBits(number));
                case Boolean truth -> feature.number(7, truth ? 1 : 0);
                default -> feature.text(1, (String) value);
            }
            values.part(4, feature);
            return index;
        }

        private int size() {
            return count == 0 ? 0 : features.size() + values.size();
        }

        private Wire written() {
            Wire layer = new Wire(size() + 64 + 32 * keys.size());
            layer.text(1, name);
            layer.append(features);
            for (String key : keys) layer.text(3, key);
            layer.append(values);
            layer.number(5, TileAddress.EXTENT);
            layer.number(15, VERSION);
            return layer;
        }
    }
}
