package city.senne.data.explore.dcat;

import city.senne.data.catalog.Dataset;
import city.senne.engine.table.TableSchema;

/// A dataset with the fields that the reader may know of.
public record ListedDataset(Dataset dataset, TableSchema visible) {}
