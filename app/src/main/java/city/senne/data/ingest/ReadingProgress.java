package city.senne.data.ingest;

/// How far the reading of a delivery is; written by the reader, told to the database by the queue.
final class ReadingProgress {
    private volatile double share;
    private volatile long rowsRead;
    private volatile long rowsRejected;
    private volatile long bytesFetched;
    private volatile boolean cancelled;
    private volatile boolean stopped;

    /// Thrown in the reader when somebody asked to cancel.
    static final class Cancelled extends RuntimeException {}

    /// Thrown in the reader when this process ends; the delivery will be read again.
    static final class Stopped extends RuntimeException {}

    void at(double share, long rowsRead, long rowsRejected) {
        this.share = share;
        this.rowsRead = rowsRead;
        this.rowsRejected = rowsRejected;
        check();
    }

    /// @param bytes that came until now
    void fetched(double share, long bytes) {
        this.share = share;
        this.bytesFetched = bytes;
        check();
    }

    boolean isEnding() {
        return stopped || cancelled;
    }

    long bytesFetched() {
        return bytesFetched;
    }

    void check() {
        if (stopped) throw new Stopped();
        if (cancelled) throw new Cancelled();
    }

    void stop() {
        stopped = true;
    }

    void cancel() {
        cancelled = true;
    }

    double share() {
        return share;
    }

    long rowsRead() {
        return rowsRead;
    }

    long rowsRejected() {
        return rowsRejected;
    }
}
