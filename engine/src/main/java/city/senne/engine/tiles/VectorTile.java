package city.senne.engine.tiles;

import java.util.ArrayList;
import java.util.List;
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
        private final Values values = new Values();
        private final Wire features = new Wire(1 << 14);
        private final Wire feature = new Wire(256);
        private final int[] tags;
        private int[] taken = new int[0];
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
            for (int i = 0; i < row.length; i++) used = tag(used, i, values.index(row[i]));
            add(drawing, used);
        }

        /// The same with values that are kept.
        ///
        /// @param from always the same for one layer
        /// @param keys which of its values are meant, one per key of the layer
        public void add(Drawing drawing, Features from, int row, int[] keys) {
            if (taken.length == 0) taken = new int[from.values().count()];
            int used = 0;
            for (int i = 0; i < keys.length; i++) {
                int index = from.index(row, keys[i]);
                // One more than where it stands here, so that 0 is a value that was not taken over yet.
                if (index != Values.NONE && taken[index] == 0) taken[index] = 1 + values.copy(from.values(), index);
                used = tag(used, i, index == Values.NONE ? Values.NONE : taken[index] - 1);
            }
            add(drawing, used);
        }

        private int tag(int used, int key, int value) {
            if (value == Values.NONE) return used;
            tags[used] = key;
            tags[used + 1] = value;
            return used + 2;
        }

        private void add(Drawing drawing, int used) {
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

        private int size() {
            return count == 0 ? 0 : features.size() + values.written().size();
        }

        private Wire written() {
            Wire layer = new Wire(size() + 64 + 32 * keys.size());
            layer.text(1, name);
            layer.append(features);
            for (String key : keys) layer.text(3, key);
            layer.append(values.written());
            layer.number(5, TileAddress.EXTENT);
            layer.number(15, VERSION);
            return layer;
        }
    }
}
