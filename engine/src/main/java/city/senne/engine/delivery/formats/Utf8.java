package city.senne.engine.delivery.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether bytes are UTF-8: other encodings hardly ever are by accident.
final class Utf8 {
    private Utf8() {}

    static boolean isValid(Path file) throws IOException {
        Check check = new Check();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) > 0; ) {
                if (!check.accepts(buffer, n)) return false;
            }
        }
        return true;
    }

    /// A cut character at the end is let pass: the bytes may be a part of something.
    static boolean isValid(byte[] bytes) {
        return new Check().accepts(bytes, bytes.length);
    }

    private static final class Check {
        private int pending;
        private int lowest = 0x80;
        private int highest = 0xBF;

        boolean accepts(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                int b = bytes[i] & 0xFF;
                if (pending > 0) {
                    if (b < lowest || b > highest) return false;
                    pending--;
                    lowest = 0x80;
                    highest = 0xBF;
                } else if (b >= 0x80 && !starts(b)) {
                    return false;
                }
            }
            return true;
        }

        private boolean starts(int b) {
            if (b >= 0xC2 && b <= 0xDF) {
                pending = 1;
            } else if (b >= 0xE0 && b <= 0xEF) {
                pending = 2;
                if (b == 0xE0) lowest = 0xA0;
                if (b == 0xED) highest = 0x9F;
            } else if (b >= 0xF0 && b <= 0xF4) {
                pending = 3;
                if (b == 0xF0) lowest = 0x90;
                if (b == 0xF4) highest = 0x8F;
            } else {
                return false;
            }
            return true;
        }
    }
}
