package city.senne.data.explore.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The doors to the catalogue: what there is, and where.
@RestController
@RequestMapping(Links.PATH)
class CatalogApi {
    @GetMapping({"", "/"})
    Map<String, List<Links.Link>> sources(HttpServletRequest request) {
        Links links = Links.of(request);
        return Map.of(
                "links", List.of(new Links.Link("self", links.root()), new Links.Link("catalog", links.catalog())));
    }

    @GetMapping("/catalog")
    Map<String, List<Links.Link>> catalog(HttpServletRequest request) {
        Links links = Links.of(request);
        return Map.of(
                "links",
                List.of(
                        new Links.Link("self", links.catalog()),
                        new Links.Link("datasets", links.datasets()),
                        new Links.Link("facets", links.catalog() + "/facets")));
    }
}
