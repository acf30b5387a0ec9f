package city.senne.engine.delivery.formats;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts of a workbook, which its cells name by number. Kept in memory while they are few; beyond that in a file,
/// so that a workbook of any size is read in the same memory.
final class SharedStrings implements Closeable {
    private static final long MOST_IN_MEMORY = 32L << 20;
    private static final int MOST = 50_000_000;

    private final Path file;
    private final List<String> few = new ArrayList<>();
    private long characters;

    private @Nullable OutputStream out;
    private long[] ends = new long[0];
    private int count;
    private final Arena arena = Arena.ofShared();
    private @Nullable MemorySegment spilled;

    /// @param file where they go when they become many
    SharedStrings(Path file) {
        this.file = file;
    }

    static SharedStrings read(Xml xml, Path file) throws IOException {
        SharedStrings strings = new SharedStrings(file);
        try {
            while (xml.next()) if (xml.isStart("si")) strings.add(richText(xml, "si"));
            strings.finish();
            return strings;
        } catch (RuntimeException | IOException failure) {
            strings.close();
            throw failure;
        }
    }

    /// The runs of a text, without the reading aids of Japanese.
    static String richText(Xml xml, String element) {
        String only = "";
        StringBuilder several = null;
        while (xml.next() && !xml.isEnd(element)) {
            if (xml.isStart("rPh")) {
                xml.skip();
            } else if (xml.isStart("t")) {
                String text = xml.text();
                if (several != null) {
                    several.append(text);
                } else if (only.isEmpty()) {
                    only = text;
                } else {
                    several = new StringBuilder(only).append(text);
                }
            }
        }
        return unescaped(several == null ? only : several.toString());
    }

    /// Characters that XML cannot hold stand as `_x000D_`.
    static String unescaped(String text) {
        if (!text.contains("_x")) return text;
        return java.util.regex.Pattern.compile("_x([0-9A-Fa-f]{4})_")
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    void add(String text) throws IOException {
        if (++count > MOST) throw Refusal.of("too-many-texts", MOST);
        if (out == null) {
            few.add(text);
            characters += text.length() + 40;
            if (characters > MOST_IN_MEMORY) spill();
        } else {
            write(text, count - 1);
        }
    }

    private void spill() throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        ends = new long[few.size() * 2];
        for (int i = 0; i < few.size(); i++) write(few.get(i), i);
        few.clear();
    }

    private void write(String text, int index) throws IOException {
        if (out == null) return;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        if (index >= ends.length) ends = Arrays.copyOf(ends, ends.length * 2);
        ends[index] = (index == 0 ? 0 : ends[index - 1]) + bytes.length;
    }

    private void finish() throws IOException {
        if (out == null) return;
        out.close();
        try (FileChannel channel = FileChannel.open(file)) {
            spilled = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /// The text of a number; empty when the workbook has no such text.
    String text(int index) {
        if (index < 0 || index >= count) return "";
        if (spilled == null) return few.get(index);
        long start = index == 0 ? 0 : ends[index - 1];
        byte[] bytes = spilled.asSlice(start, ends[index] - start).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (out != null) out.close();
        arena.close();
    }
}
