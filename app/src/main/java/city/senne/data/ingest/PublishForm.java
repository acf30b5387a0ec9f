package city.senne.data.ingest;

/// The form that hands in a file, as it was filled in.
///
/// @param dataset an id, empty for a new dataset
/// @param keyFields names, separated by commas
/// @param draft whether only those who prepare the dataset may see it for now
/// @param organisation whose dataset a new one is; empty where there is no choice
public record PublishForm(
        String url, String title, String dataset, String update, String keyFields, boolean draft, String organisation) {
    static PublishForm of(String dataset) {
        return new PublishForm("", "", dataset, "replace", "", false, "");
    }
}
