package city.senne.data.ogc;

import city.senne.data.tiles.AnswerTile;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.TileGrid;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Reads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The tiles of a collection, and the grids in which they lie: OGC API – Tiles. Tiles are those of `/tiles`, of the
/// newest version.
@RestController
class TilesApi {
    private static final String TILES = Links.PATH + "/collections/{id}/tiles";
    private static final String GRIDS = Links.PATH + "/tileMatrixSets";
    private static final MediaType MVT = MediaType.parseMediaType(AnswerTile.MEDIA_TYPE);

    private final Collections collections;
    private final Extents extents;
    private final AnswerTile answerTile;

    TilesApi(Collections collections, Extents extents, AnswerTile answerTile) {
        this.collections = collections;
        this.extents = extents;
        this.answerTile = answerTile;
    }

    @GetMapping(GRIDS)
    ResponseEntity<Map<String, Object>> grids(Locale language, HttpServletRequest request) {
        Asked.of(request).allowJson();
        return Told.json(new TileSets(Links.of(request), language).grids());
    }

    @GetMapping(GRIDS + "/{grid}")
    ResponseEntity<Map<String, Object>> grid(
            @PathVariable("grid") String name, Locale language, HttpServletRequest request) {
        Asked.of(request).allowJson();
        return Told.json(new TileSets(Links.of(request), language).grid(grid(name)));
    }

    @GetMapping(TILES)
    ResponseEntity<Map<String, Object>> sets(
            @PathVariable String id, Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allowJson();
        Collections.Collection collection = collections.find(viewer, id, language);
        return Told.json(new TileSets(Links.of(request), language).sets(collection, extents.find(viewer, collection)));
    }

    @GetMapping(TILES + "/{grid}")
    ResponseEntity<Map<String, Object>> set(
            @PathVariable String id,
            @PathVariable("grid") String name,
            Viewer viewer,
            Locale language,
            HttpServletRequest request) {
        Asked.of(request).allowJson();
        Collections.Collection collection = collections.find(viewer, id, language);
        return Told.json(new TileSets(Links.of(request), language)
                .set(collection, grid(name), extents.find(viewer, collection)));
    }

    /// Within the limits a tile without features is an empty one; beyond them there is none.
    @GetMapping(TILES + "/{grid}/{matrix}/{row}/{column}")
    void tile(
            @PathVariable String id,
            @PathVariable("grid") String name,
            @PathVariable String matrix,
            @PathVariable String row,
            @PathVariable String column,
            Viewer viewer,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        negotiate(Asked.of(request), request);
        Collections.Collection collection = collections.find(viewer, id, language);
        TileGrid grid = grid(name);
        TileAddress tile = AnswerTile.find(grid, matrix, column, row)
                .orElseThrow(() -> Problem.notFound("ogc-no-tile", matrix + "/" + row + "/" + column));
        answerTile.answer(
                viewer,
                AnswerTile.Picture.newest(collection.dataset()),
                tile,
                () -> {
                    TileLimits limits = TileLimits.of(grid, extents.find(viewer, collection), collection.hasShapes());
                    if (limits.hold(tile)) return HttpStatus.OK;
                    Reads.areOfTellingRefusal();
                    throw Problem.notFound("ogc-no-tile", matrix + "/" + row + "/" + column);
                },
                request,
                response);
    }

    private static void negotiate(Asked asked, HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        asked.allow();
        if (asked.has("f")) {
            asked.allowFormat("mvt");
            return;
        }
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted == null) return;
        boolean wanted = MediaType.parseMediaTypes(accepted).stream()
                .anyMatch(type -> type.getQualityValue() > 0 && type.includes(MVT));
        if (!wanted) throw new HttpMediaTypeNotAcceptableException(List.of(MVT));
    }

    private static TileGrid grid(String name) {
        return TileGrid.find(name).orElseThrow(() -> Problem.notFound("ogc-no-grid", name));
    }
}
