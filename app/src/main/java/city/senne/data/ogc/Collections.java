package city.senne.data.ogc;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Datasets as collections of features: those in which the viewer sees a field with places.
@Component
public class Collections {
    private final Catalog catalog;
    private final Access access;

    Collections(Catalog catalog, Access access) {
        this.catalog = catalog;
        this.access = access;
    }

    /// @param fields those that the viewer may know of
    /// @param place the field that is the features' geometry
    public record Collection(Dataset dataset, TableSchema fields, Field place) {
        /// Whether features are shapes; else they are points.
        boolean hasShapes() {
            return place.type() == FieldType.GEO_SHAPE;
        }

        /// Which of the fields tells when.
        public Optional<Field> time() {
            return fields.fields().stream()
                    .filter(field -> !field.isMultivalued())
                    .filter(field -> field.type() == FieldType.DATE || field.type() == FieldType.DATETIME)
                    .findFirst();
        }
    }

    /// Those whose rows the viewer may read, the newest first.
    List<Collection> list(Viewer viewer, Locale language) {
        List<Collection> found = new ArrayList<>();
        catalog.walk(viewer, catalog.sight(viewer), dataset -> {
            if (access.decide(viewer, Act.READ, dataset.subject()) instanceof Verdict.Yes) {
                collection(viewer, dataset, language).ifPresent(found::add);
            }
        });
        return found;
    }

    /// Throws NoSuchDataset, AccessRefused, and a problem when the viewer sees no places in it.
    Collection find(Viewer viewer, String id, Locale language) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.READ, dataset.subject());
        return collection(viewer, dataset, language).orElseThrow(() -> Problem.notFound("ogc-no-places", id));
    }

    private Optional<Collection> collection(Viewer viewer, Dataset dataset, Locale language) {
        TableSchema fields = access.described(
                        viewer, dataset.subject(), dataset.table(dataset.current(), language.getLanguage()))
                .schema();
        return place(fields.fields()).map(place -> new Collection(dataset, fields, place));
    }

    /// Shapes tell more than points: files that have both have the points only to label them.
    private static Optional<Field> place(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.type() == FieldType.GEO_SHAPE)
                .findFirst()
                .or(() -> fields.stream().filter(field -> field.type().isGeo()).findFirst());
    }
}
