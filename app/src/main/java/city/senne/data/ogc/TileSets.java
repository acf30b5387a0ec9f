package city.senne.data.ogc;

import city.senne.data.tiles.AnswerTile;
import city.senne.engine.geo.NamedCrs;
import city.senne.engine.table.Field;
import city.senne.engine.tiles.TileAddress.Window;
import city.senne.engine.tiles.TileGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Grids and sets of tiles in the words of OGC's Two Dimensional Tile Matrix Set and Tile Set Metadata, version 2.
final class TileSets {
    private static final String REGISTERED = "http://www.opengis.net/def/tilematrixset/OGC/1.0/";
    private static final String TILING_SCHEME = Links.OGC + "tiling-scheme";

    /// The standard's pixel, of which its scales are made, in metres.
    private static final double PIXEL = 0.000_28;

    /// The standard's grids count tiles of so many pixels.
    private static final int PIXELS = 256;

    private final Links links;
    private final Locale language;

    TileSets(Links links, Locale language) {
        this.links = links;
        this.language = language;
    }

    Map<String, Object> grids() {
        List<Map<String, Object>> grids = new ArrayList<>();
        for (TileGrid grid : TileGrid.values()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("id", grid.id());
            told.put("title", title(grid));
            told.put("uri", uri(grid));
            told.put("crs", crs(grid));
            told.put("links", List.of(Links.link("self", Links.JSON, title(grid), links.grid(grid))));
            grids.add(told);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("links", List.of(Links.link("self", Links.JSON, "", links.grids())));
        all.put("tileMatrixSets", grids);
        return all;
    }

    Map<String, Object> grid(TileGrid grid) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", grid.id());
        told.put("title", title(grid));
        told.put("uri", uri(grid));
        told.put("crs", crs(grid));
        told.put("orderedAxes", List.of("X", "Y"));
        if (grid == TileGrid.WEB_MERCATOR) {
            told.put("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible");
        }
        told.put(
                "boundingBox",
                box(
                        grid.extent().getMinX(),
                        grid.extent().getMinY(),
                        grid.extent().getMaxX(),
                        grid.extent().getMaxY(),
                        crs(grid)));
        List<Map<String, Object>> matrices = new ArrayList<>();
        for (int z = 0; z <= grid.deepest(); z++) {
            int across = 1 << z;
            double cell = grid.extent().getWidth() / PIXELS / across;
            Map<String, Object> matrix = new LinkedHashMap<>();
            matrix.put("id", Integer.toString(z));
            matrix.put("scaleDenominator", cell / PIXEL);
            matrix.put("cellSize", cell);
            matrix.put("cornerOfOrigin", "topLeft");
            matrix.put(
                    "pointOfOrigin",
                    List.of(grid.extent().getMinX(), grid.extent().getMaxY()));
            matrix.put("tileWidth", PIXELS);
            matrix.put("tileHeight", PIXELS);
            matrix.put("matrixWidth", across);
            matrix.put("matrixHeight", across);
            matrices.add(matrix);
        }
        told.put("tileMatrices", matrices);
        told.put("links", List.of(Links.link("self", Links.JSON, title(grid), links.grid(grid))));
        return told;
    }

    /// @param extent what the viewer sees of the collection
    Map<String, Object> sets(Collections.Collection collection, Optional<Window> extent) {
        Map<String, Object> all = new LinkedHashMap<>();
        String id = collection.dataset().id().value();
        all.put(
                "links",
                List.of(
                        Links.link(
                                "self",
                                Links.JSON,
                                "",
                                links.tiles(collection.dataset().id())),
                        Links.link(
                                "collection",
                                Links.JSON,
                                id,
                                links.collection(collection.dataset().id()))));
        all.put(
                "tilesets",
                Arrays.stream(TileGrid.values())
                        .map(grid -> set(collection, grid, extent))
                        .toList());
        return all;
    }

    /// The same.
    Map<String, Object> set(Collections.Collection collection, TileGrid grid, Optional<Window> extent) {
        String title = collection.dataset().title(language.getLanguage());
        String here = links.tiles(collection.dataset().id(), grid);
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("title", title + " – " + title(grid));
        set.put("dataType", "vector");
        set.put("crs", crs(grid));
        set.put("tileMatrixSetId", grid.id());
        set.put("tileMatrixSetURI", uri(grid));
        set.put(
                "tileMatrixSetLimits",
                TileLimits.of(grid, extent, collection.hasShapes()).documents());
        extent.ifPresent(window -> set.put(
                "boundingBox",
                box(window.west(), window.south(), window.east(), window.north(), NamedCrs.CRS84.uri())));
        set.put("layers", layers(collection));
        set.put("version", Integer.toString(collection.dataset().current().number()));
        set.put("mediaTypes", List.of(AnswerTile.MEDIA_TYPE));
        Map<String, Object> tiles =
                Links.link("item", AnswerTile.MEDIA_TYPE, "", here + "/{tileMatrix}/{tileRow}/{tileCol}?f=mvt");
        tiles.put("templated", true);
        List<Map<String, Object>> leading = new ArrayList<>(List.of(
                Links.link("self", Links.JSON, title, here),
                Links.link(TILING_SCHEME, Links.JSON, title(grid), links.grid(grid)),
                tiles,
                Links.link(
                        Links.OGC + "geodata",
                        Links.JSON,
                        title,
                        links.collection(collection.dataset().id()))));
        if (grid == TileGrid.WEB_MERCATOR) {
            leading.add(Links.link(
                    "alternate",
                    Links.JSON,
                    "TileJSON",
                    links.tileJson(collection.dataset().id())));
        }
        set.put("links", leading);
        return set;
    }

    private List<Map<String, Object>> layers(Collections.Collection collection) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : collection.fields().fields()) {
            if (!field.type().isGeo()) fields.put(field.name(), FeatureSchema.inTile(field));
        }
        fields.putIfAbsent("recordid", Map.of("type", "string"));
        return List.of(
                layer(collection, AnswerTile.ROWS, "Rows one by one", fields),
                layer(
                        collection,
                        AnswerTile.CLUSTERS,
                        "Rows that are too many or too small to be drawn, counted where they lie",
                        Map.of(AnswerTile.COUNT, Map.of("type", "integer"))));
    }

    private Map<String, Object> layer(
            Collections.Collection collection, String id, String title, Map<String, Object> properties) {
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("id", id);
        layer.put("title", title);
        layer.put("dataType", "vector");
        layer.put("propertiesSchema", Map.of("type", "object", "properties", properties));
        layer.put(
                "links",
                List.of(Links.link(
                        Links.OGC + "geodata",
                        Links.JSON,
                        "",
                        links.collection(collection.dataset().id()))));
        return layer;
    }

    private static String crs(TileGrid grid) {
        return NamedCrs.epsg(grid.srid()).uri();
    }

    /// The house is the register of the grid that it made.
    private String uri(TileGrid grid) {
        return grid == TileGrid.WEB_MERCATOR ? REGISTERED + grid.id() : links.grid(grid);
    }

    private static String title(TileGrid grid) {
        return switch (grid) {
            case WEB_MERCATOR -> "Google Maps Compatible for the World";
            case BELGIAN_LAMBERT -> "Belgium in Lambert 2008";
        };
    }

    private static Map<String, Object> box(double west, double south, double east, double north, String crs) {
        Map<String, Object> box = new LinkedHashMap<>();
        box.put("lowerLeft", List.of(west, south));
        box.put("upperRight", List.of(east, north));
        box.put("crs", crs);
        return box;
    }
}
