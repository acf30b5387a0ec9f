package city.senne.data.attachments;

import city.senne.data.catalog.DatasetId;
import java.time.Instant;

/// A file given with a dataset.
///
/// @param id in addresses, unique within the dataset: `cities1000_zip`
/// @param title in the words of whoever attached it
/// @param sha256 of its bytes, in hexadecimal
public record Attachment(
        DatasetId dataset,
        String id,
        FileName fileName,
        String title,
        long bytes,
        String sha256,
        String addedBy,
        Instant addedAt) {}
