package city.senne.data.explore.dcat;

import city.senne.data.attachments.Attachment;
import city.senne.data.catalog.Dataset;
import city.senne.engine.table.TableSchema;
import java.util.List;

/// A dataset with the fields that the reader may know of.
///
/// @param dataVisible whether the reader sees rows of it at all
/// @param attachments the files given with it
public record ListedDataset(Dataset dataset, TableSchema visible, boolean dataVisible, List<Attachment> attachments) {}
