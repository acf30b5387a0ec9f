package city.senne.data.catalog;

/// A dataset has a new version, readable from now on.
public record VersionLanded(DatasetId dataset, int version) {}
