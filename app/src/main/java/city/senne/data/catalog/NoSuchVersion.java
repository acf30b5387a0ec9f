package city.senne.data.catalog;

/// The dataset has no version of that number, or none yet at that time.
public class NoSuchVersion extends RuntimeException {
    public NoSuchVersion(DatasetId dataset, String asOf) {
        super("Dataset " + dataset + " has no version " + asOf);
    }
}
