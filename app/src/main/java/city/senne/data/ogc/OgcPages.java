package city.senne.data.ogc;

import city.senne.platform.web.Page;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The OGC APIs for people: what they are for, how QGIS and others are connected, which collections there are. What a
/// collection holds is shown on the dataset's own pages.
@Controller
class OgcPages {
    private final Collections collections;

    OgcPages(Collections collections) {
        this.collections = collections;
    }

    @GetMapping(path = Links.PATH, params = "f=html")
    Page wanted(Viewer viewer, Locale language, HttpServletRequest request) {
        return landing(viewer, language, request);
    }

    @GetMapping(path = Links.PATH, params = "f!=json", produces = MediaType.TEXT_HTML_VALUE)
    Page landing(Viewer viewer, Locale language, HttpServletRequest request) {
        Asked.of(request).allow();
        return Page.of(OgcPages.class, "landing")
                .with("address", Links.of(request).landing())
                .with("collections", collections.list(viewer, language));
    }

    @GetMapping(path = Links.PATH + "/collections", params = "f!=json", produces = MediaType.TEXT_HTML_VALUE)
    Page collections() {
        return Page.redirect(Links.PATH + "#collections");
    }

    @GetMapping(
            path = Links.PATH + "/collections/" + Links.CATALOGUE,
            params = "f!=json",
            produces = MediaType.TEXT_HTML_VALUE)
    Page catalogue() {
        return Page.redirect("/datasets");
    }

    @GetMapping(path = Links.PATH + "/collections/{id}", params = "f!=json", produces = MediaType.TEXT_HTML_VALUE)
    Page collection(@PathVariable String id, Viewer viewer, Locale language) {
        return Page.redirect(
                "/datasets/" + collections.find(viewer, id, language).dataset().id());
    }
}
