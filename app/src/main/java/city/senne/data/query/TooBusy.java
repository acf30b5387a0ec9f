package city.senne.data.query;

/// More questions than can be answered at once; try again later.
public class TooBusy extends RuntimeException {
    public TooBusy() {
        super("Too many questions are being answered at the moment. Try again in a few seconds.");
    }
}
