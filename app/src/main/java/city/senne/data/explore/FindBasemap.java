package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Words;
import city.senne.platform.portal.Basemap;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.Prose;
import city.senne.trust.identity.Viewer;
import org.springframework.stereotype.Component;

/// Finds what the operator put under maps, as far as a viewer may see it.
@Component
class FindBasemap {
    /// What the map's style reads of a feature.
    private static final String FIELDS = "class,name,name_fr,name_nl,name_en";

    private final CurrentPortal portal;
    private final Catalog catalog;

    FindBasemap(CurrentPortal portal, Catalog catalog) {
        this.portal = portal;
        this.catalog = catalog;
    }

    /// None when the dataset was withdrawn since.
    BasemapSource find(Viewer viewer, Words words) {
        Basemap chosen = portal.portal().basemap();
        return switch (chosen.kind()) {
            case NONE -> BasemapSource.NONE;
            case RASTER, STYLE ->
                new BasemapSource(chosen.kind().tag(), chosen.address(), Prose.html(chosen.attribution()));
            case DATASET ->
                catalog.find(viewer, chosen.dataset())
                        .map(dataset -> ofDataset(dataset, chosen, words))
                        .orElse(BasemapSource.NONE);
        };
    }

    private static BasemapSource ofDataset(Dataset dataset, Basemap chosen, Words words) {
        String address = "/tiles/%s/%d/tilejson.json?fields=%s"
                .formatted(dataset.id(), dataset.current().number(), FIELDS);
        String title = dataset.title(words.language().tag()).replaceAll("([\\[\\]\\\\*_<`])", "\\\\$1");
        String attribution = chosen.attribution().isBlank()
                ? "[%s](/datasets/%s)".formatted(title, dataset.id())
                : chosen.attribution();
        return new BasemapSource(chosen.kind().tag(), address, Prose.html(attribution));
    }
}
