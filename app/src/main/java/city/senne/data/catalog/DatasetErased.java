package city.senne.data.catalog;

/// A dataset is gone for good; whatever was kept for it goes in the same transaction.
public record DatasetErased(DatasetId dataset) {}
