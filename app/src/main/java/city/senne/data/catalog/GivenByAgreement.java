package city.senne.data.catalog;

/// A dataset was to change its organisation while agreements give it in the name of the one whose it is.
public final class GivenByAgreement extends RuntimeException {
    GivenByAgreement(DatasetId id) {
        super("Agreements give " + id);
    }
}
