package city.senne.data.explore;

import city.senne.data.explore.DatasetHead.Tab;
import city.senne.data.places.FindPlaces;
import city.senne.engine.odsql.RecordIds;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Framing;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The map of a dataset, and the page of each row, which the map opens.
@Controller
@RequestMapping("/datasets/{id}")
class MapPages {
    private static final int METRES_AROUND_A_RECORD = 250;
    private static final int PLACES_SHOWN = 20;

    private final DatasetHeads heads;
    private final ReadRecords readRecords;
    private final FindBasemap findBasemap;
    private final FindPlaces findPlaces;

    MapPages(DatasetHeads heads, ReadRecords readRecords, FindBasemap findBasemap, FindPlaces findPlaces) {
        this.heads = heads;
        this.findPlaces = findPlaces;
        this.findBasemap = findBasemap;
        this.readRecords = readRecords;
    }

    /// @param field of places; without it the one that tells most
    @GetMapping("/map")
    Page map(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String field,
            HttpServletRequest request,
            Words words) {
        PageAddress address = PageAddress.of(request);
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.MAP).asking(address);
        Optional<PageAddress> present = PresentNames.redirect(address, head.fields());
        if (present.isPresent()) return Page.redirect(present.get().toString());
        Field place = Places.field(head.fields(), field).orElseThrow(Problem::notFound);
        Around around = Around.read(address, findPlaces, viewer, words);
        Optional<String> meant = around.meant();
        if (meant.isPresent()) return Page.redirect(meant.get());
        Near near = around.near();
        Places places = Places.of(
                head,
                place,
                findBasemap.find(viewer, words),
                near == null ? readRecords.places(viewer, head, place, PLACES_SHOWN, words) : List.of(),
                near == null ? null : readRecords.nearest(viewer, head, place, near, PLACES_SHOWN, words));
        return Page.of(MapPages.class, "map")
                .with("head", head)
                .with("rows", RowChoice.read(address, head.fields(), words))
                .with("around", around)
                .with("places", places);
    }

    /// The same map alone, for other sites to frame.
    @GetMapping("/map/embed")
    Page embed(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String field,
            Words words,
            HttpServletResponse response) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.MAP);
        Field place = Places.field(head.fields(), field).orElseThrow(Problem::notFound);
        Framing.allowWithScripts(response);
        return Page.of(MapPages.class, "map-embed")
                .with("head", head)
                .with("places", Places.of(head, place, findBasemap.find(viewer, words), List.of(), null));
    }

    /// One row, under the id that the API gives it.
    @GetMapping("/records/{record}")
    Page record(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String record,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.TABLE);
        if (!RecordIds.isId(record)) throw Problem.notFound();
        List<ReadRecords.Entry> entries =
                readRecords.record(viewer, head, record, words).orElseThrow(Problem::notFound);
        String name = entries.stream()
                .filter(ReadRecords.Entry::isTelling)
                .findFirst()
                .map(entry -> entry.name(words))
                .orElse(words.of("explore.record"));
        PageAddress map = head.address(Tab.MAP);
        return Page.of(MapPages.class, "record")
                .with("head", head)
                .with("record", record)
                .with("name", name)
                .with("entries", entries)
                .with(
                        "map",
                        entries.stream()
                                .flatMap(entry -> entry.position().stream())
                                .findFirst()
                                .map(position -> new Near(position, METRES_AROUND_A_RECORD, name)
                                        .on(map)
                                        .toString())
                                .orElse(""));
    }
}
