package city.senne.engine.delivery.formats;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes as they come out of an archive; refuses to go on when they become more than an honest file would give.
final class BoundedInput extends FilterInputStream {
    private final Limits limits;
    private final long packed;
    private long unpacked;

    /// @param packed how many bytes the content takes in the archive
    BoundedInput(InputStream in, long packed, Limits limits) {
        super(in);
        this.packed = Math.max(1, packed);
        this.limits = limits;
    }

    long unpacked() {
        return unpacked;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) count(1);
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        if (n > 0) count(n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count(skipped);
        return skipped;
    }

    private void count(long n) {
        unpacked += n;
        if (unpacked > limits.unpackedBytes()) {
            throw Refusal.of("too-large-unpacked", limits.unpackedBytes() >> 20);
        }
        if (unpacked > limits.ratioFreeBytes() && unpacked / packed > limits.ratio()) {
            throw Refusal.of("zip-bomb", limits.ratio());
        }
    }
}
