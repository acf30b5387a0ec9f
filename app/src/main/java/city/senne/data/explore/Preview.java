package city.senne.data.explore;

import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/// A drawing that the first page of a dataset shows, with its figures beside it.
///
/// @param path of the page where it is at home
/// @param wide the drawing for wide screens
/// @param coverage what is drawn of the whole
/// @param columns heads of the figures
public record Preview(
        String title,
        String path,
        Content wide,
        Content narrow,
        String coverage,
        List<String> columns,
        List<List<Cell>> figures) {

    /// Knows what there is to show of a dataset.
    public interface Source {
        Optional<Preview> find(Viewer viewer, DatasetHead head, Words words);
    }
}
