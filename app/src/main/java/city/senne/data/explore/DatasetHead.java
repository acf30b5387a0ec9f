package city.senne.data.explore;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.explore.export.ExportFormat;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.PageLink;
import city.senne.platform.web.Prose;
import city.senne.trust.access.Level;
import city.senne.trust.access.Purposes;
import city.senne.trust.access.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all pages of a dataset share: which dataset, which version of it, which of its pages.
///
/// @param fields those that the viewer may see
/// @param asked the address of the page, as far as the other pages can go on with it
/// @param mayRead whether the viewer sees rows at all, or only that they exist
/// @param purposes for what she may read it, where she has to say it
/// @param mayPublish whether to offer what changes the dataset
public record DatasetHead(
        Dataset dataset,
        Version version,
        List<Field> fields,
        Tab tab,
        PageAddress asked,
        boolean mayRead,
        Purposes purposes,
        boolean mayPublish,
        boolean maySeeDeliveries,
        boolean mayDescribe) {

    private static final int LONGEST_SUMMARY = 300;
    private static final Set<String> CHART_SETTINGS =
            Set.of("kind", "group", "per", "series", "aggregate", "of", "order", "top");
    private static final Set<String> TABLE_SETTINGS = Set.of("columns", "sort");

    /// The pages of a dataset, in the order of the tabs.
    public enum Tab {
        INFORMATION(""),
        TABLE("/table"),
        MAP("/map"),
        CHART("/chart"),
        VERSIONS("/versions"),
        EXPORT("/export"),
        API("/api");

        private final String path;

        Tab(String path) {
            this.path = path;
        }
    }

    public String path() {
        return "/datasets/" + dataset.id().value();
    }

    /// The same for a page that can be narrowed: the others show the same rows.
    public DatasetHead asking(PageAddress address) {
        return new DatasetHead(
                dataset, version, fields, tab, address, mayRead, purposes, mayPublish, maySeeDeliveries, mayDescribe);
    }

    /// Another page of the dataset, about the same rows of the same version. A page knows nothing of the settings of
    /// the others, but hands them on: whoever comes back finds the table and the chart as they were.
    public PageAddress address(Tab other) {
        Predicate<String> travels = switch (other) {
            case TABLE, CHART, MAP, EXPORT -> DatasetHead::travels;
            case INFORMATION, VERSIONS, API -> _ -> false;
        };
        PageAddress address = asked.at(path() + other.path).without(travels.negate());
        return isOlder() ? address.with("as_of", version.number()) : address;
    }

    /// Whether a parameter of an address says which rows are shown, or how one of the pages shows them.
    public static boolean travels(String name) {
        return RowChoice.isParameter(name) || isOfChart(name) || isOfTable(name) || name.equals(Places.FIELD);
    }

    /// Whether a parameter of an address says how a table is laid out.
    static boolean isOfTable(String name) {
        return TABLE_SETTINGS.contains(name);
    }

    /// Whether a parameter of an address says how a chart is drawn.
    public static boolean isOfChart(String name) {
        return CHART_SETTINGS.contains(name);
    }

    /// The dataset in the API, on this server.
    public String apiPath() {
        return "/api/explore/v2.1/catalog/datasets/" + dataset.id().value();
    }

    /// What to put behind an address of the API or of a page, so that it shows this version too; or nothing.
    ///
    /// @param start `?` or `&`
    public String asOfQuery(String start) {
        return isOlder() ? start + "as_of=" + version.number() : "";
    }

    /// True when a version is shown that is no longer the current one.
    public boolean isOlder() {
        return version.number() != dataset.current().number();
    }

    /// Whether this is the page that stands for the dataset: everybody sees it, as it is now.
    public boolean isMainPage() {
        return tab == Tab.INFORMATION && dataset.stage() == Stage.PUBLISHED && !isOlder();
    }

    /// The beginning of its description, without formatting.
    public String summary(String language) {
        String text = Prose.plain(dataset.description().text().in(language)).replaceAll("\\s+", " ");
        return text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY - 1) + "…";
    }

    /// Whether programs read it without a key.
    public boolean isOpen() {
        return !isDraft() && dataset.subject().level() == Level.OPEN;
    }

    /// What the viewer says that she reads it for, as programs say it; empty where nothing is to be said.
    String spokenPurpose() {
        return purposes.offers().stream()
                .filter(Purposes.Offer::isSaid)
                .map(Purposes.Offer::spoken)
                .findFirst()
                .orElse("");
    }

    public boolean isDraft() {
        return dataset.stage() == Stage.DRAFT;
    }

    public List<PageLink> tabs(Words words) {
        return Stream.of(Tab.values())
                .filter(each -> mayRead || each == Tab.INFORMATION)
                .filter(each -> each != Tab.MAP || hasGeometry())
                .map(each -> new PageLink(
                        words.of("explore.tab." + each.name().toLowerCase(Locale.ROOT)),
                        address(each).toString(),
                        each == tab))
                .toList();
    }

    public List<PageLink> crumbs(Words words) {
        return List.of(PageLink.to(words.of("explore.datasets"), CatalogueAddress.PATH), PageLink.here(title(words)));
    }

    public String title(Words words) {
        return dataset.title(words.language().tag());
    }

    /// The box around all places, `50.832–50.864° N, 4.327–4.381° E`; null without places.
    public @Nullable String area(Words words) {
        Version.Extent extent = version.extent();
        if (extent == null || !hasGeometry()) return null;
        return words.of("explore.area", extent.south(), extent.north(), extent.west(), extent.east());
    }

    /// In which its rows can be taken away.
    public List<ExportFormat> formats() {
        return ExportFormat.suiting(fields.stream().map(Field::type).toList());
    }

    public boolean hasGeometry() {
        return fields.stream().anyMatch(field -> field.type().isGeo());
    }
}
