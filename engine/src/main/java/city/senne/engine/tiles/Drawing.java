package city.senne.engine.tiles;

import java.util.Arrays;

/// A geometry as the pen of a tile draws it: commands with steps in whole units, from the north-west corner.
public final class Drawing {
    private static final int MOVE = 1;
    private static final int LINE = 2;
    private static final int CLOSE = 7;

    /// What the format calls the three kinds.
    public enum Kind {
        POINT(1),
        LINE(2),
        POLYGON(3);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private final Kind kind;
    private int[] commands = new int[16];
    private int size;
    private int penX;
    private int penY;

    Drawing(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int[] commands() {
        return commands;
    }

    int size() {
        return size;
    }

    /// @param xy one position after the other, x and y by turns
    void points(int[] xy) {
        add(MOVE | xy.length / 2 << 3);
        for (int i = 0; i < xy.length; i += 2) step(xy[i], xy[i + 1]);
    }

    void line(int[] xy) {
        add(MOVE | 1 << 3);
        step(xy[0], xy[1]);
        add(LINE | xy.length / 2 - 1 << 3);
        for (int i = 2; i < xy.length; i += 2) step(xy[i], xy[i + 1]);
    }

    /// @param xy without the first position again at the end
    /// @param outer whether it is the outline or a hole: the direction tells readers which
    void ring(int[] xy, boolean outer) {
        boolean forwards = Rings.area(xy) > 0 == outer;
        int count = xy.length / 2;
        add(MOVE | 1 << 3);
        step(xy[0], xy[1]);
        add(LINE | count - 1 << 3);
        for (int i = 1; i < count; i++) {
            int at = 2 * (forwards ? i : count - i);
            step(xy[at], xy[at + 1]);
        }
        add(CLOSE | 1 << 3);
    }

    private void step(int x, int y) {
        add(zigzag(x - penX));
        add(zigzag(y - penY));
        penX = x;
        penY = y;
    }

    private static int zigzag(int value) {
        return value << 1 ^ value >> 31;
    }

    private void add(int command) {
        if (size == commands.length) commands = Arrays.copyOf(commands, size * 2);
        commands[size++] = command;
    }
}
