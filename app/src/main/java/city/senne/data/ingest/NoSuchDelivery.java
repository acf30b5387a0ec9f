package city.senne.data.ingest;

/// There is no such delivery, or none that the viewer may know of.
public class NoSuchDelivery extends RuntimeException {
    public NoSuchDelivery(String id) {
        super("There is no delivery " + id);
    }
}
