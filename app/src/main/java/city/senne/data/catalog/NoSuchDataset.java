package city.senne.data.catalog;

/// There is no such dataset, or none that the viewer may know of: the two cannot be told apart from outside.
public class NoSuchDataset extends RuntimeException {
    private final String id;

    public NoSuchDataset(String id) {
        super("There is no dataset " + id);
        this.id = id;
    }

    public String id() {
        return id;
    }
}
