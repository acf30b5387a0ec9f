package city.senne.data.explore;

import city.senne.data.attachments.ReadAttachments;
import city.senne.data.catalog.Catalog;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.data.explore.api.TryQuestion;
import city.senne.data.places.FindPlaces;
import city.senne.data.query.Timings;
import city.senne.data.usage.ReadUse;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Framing;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.Prose;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of one dataset. `?as_of=` (a version, a date, an instant) shows an older version on each of them.
@Controller
@RequestMapping("/datasets/{id}")
class DatasetPages {
    private final Catalog catalog;
    private final DatasetHeads heads;
    private final ReadTable readTable;
    private final TryQuestion tryQuestion;
    private final FindPlaces findPlaces;
    private final FindPeriod findPeriod;
    private final Preview.Source previews;
    private final ReadUse readUse;
    private final ReadAttachments readAttachments;

    DatasetPages(
            Catalog catalog,
            DatasetHeads heads,
            ReadTable readTable,
            TryQuestion tryQuestion,
            FindPlaces findPlaces,
            FindPeriod findPeriod,
            Preview.Source previews,
            ReadUse readUse,
            ReadAttachments readAttachments) {
        this.catalog = catalog;
        this.heads = heads;
        this.readTable = readTable;
        this.tryQuestion = tryQuestion;
        this.findPlaces = findPlaces;
        this.findPeriod = findPeriod;
        this.previews = previews;
        this.readUse = readUse;
        this.readAttachments = readAttachments;
    }

    @GetMapping
    Page information(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = head(viewer, id, asOf, words, Tab.INFORMATION);
        String text = head.dataset().description().text().in(words.language().tag());
        return Page.of(DatasetPages.class, "information")
                .with("head", head)
                .with("text", Prose.html(text))
                .with("period", findPeriod.find(viewer, head, words))
                .with("attachments", readAttachments.list(head.dataset()))
                .with("use", readUse.find(head.dataset()))
                .with("preview", previews.find(viewer, head, words));
    }

    @GetMapping("/table")
    Page table(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        PageAddress address = PageAddress.of(request);
        DatasetHead head = head(viewer, id, asOf, words, Tab.TABLE).asking(address);
        Optional<PageAddress> tidy = TableAsked.tidied(request, address, head.fields())
                .or(() -> PresentNames.redirect(address, head.fields()));
        if (tidy.isPresent()) return Page.redirect(tidy.get().toString());
        Around around = Around.read(address, findPlaces, viewer, words);
        Optional<String> meant = around.meant();
        if (meant.isPresent()) return Page.redirect(meant.get());
        Timings timings = new Timings();
        TableSheet sheet = readTable.read(viewer, head, TableAsked.read(address, head.fields(), words), words, timings);
        response.setHeader("Server-Timing", timings.toString());
        return Page.of(DatasetPages.class, "rows")
                .with("head", head)
                .with("around", around)
                .with("sheet", sheet);
    }

    /// The same table alone, for other sites to frame.
    @GetMapping("/table/embed")
    Page embed(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        PageAddress address = PageAddress.of(request);
        DatasetHead head = head(viewer, id, asOf, words, Tab.TABLE);
        TableAsked asked = TableAsked.read(address, head.fields(), words);
        Framing.allow(response);
        return Page.of(DatasetPages.class, "table-embed")
                .with("head", head)
                .with("sheet", readTable.readRows(viewer, head, asked, words, new Timings()));
    }

    @GetMapping("/export")
    Page export(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request) {
        PageAddress address = PageAddress.of(request);
        DatasetHead head = head(viewer, id, asOf, words, Tab.EXPORT).asking(address);
        return Page.of(DatasetPages.class, "export")
                .with("head", head)
                .with("sheet", readTable.readExport(viewer, head, address, words));
    }

    /// The API, to be tried: the address of the page asks what its form asks.
    @GetMapping("/api")
    Page api(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request)
            throws IOException {
        DatasetHead head = head(viewer, id, asOf, words, Tab.API);
        PageAddress question = ApiConsole.question(head, PageAddress.of(request));
        ApiConsole console = new ApiConsole(
                question,
                tryQuestion.ask(viewer, id, question),
                ApiExample.of(head),
                head.isOpen(),
                head.spokenPurpose());
        return Page.of(DatasetPages.class, "api").with("head", head).with("console", console);
    }

    private DatasetHead head(Viewer viewer, String id, String asOf, Words words, Tab tab) {
        return heads.head(viewer, id, asOf, words, tab);
    }
}
