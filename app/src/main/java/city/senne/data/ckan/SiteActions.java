package city.senne.data.ckan;

import city.senne.data.explore.dcat.Portal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The actions about the portal itself, and the answer to all that are not known.
@RestController
@RequestMapping(
        path = {Envelope.LATEST, Envelope.UNVERSIONED},
        method = {RequestMethod.GET, RequestMethod.POST})
class SiteActions {
    /// Whose actions these are; clients choose by it how they ask.
    private static final String VERSION = "2.10.0";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ToldPortals toldPortals;

    SiteActions(ToldPortals toldPortals) {
        this.toldPortals = toldPortals;
    }

    @RequestMapping("/site_read")
    ResponseEntity<?> siteRead(HttpServletRequest request) {
        return Envelope.answer(request, true);
    }

    @RequestMapping("/status_show")
    ResponseEntity<?> statusShow(HttpServletRequest request) {
        Portal portal = toldPortals.of(request);
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("ckan_version", VERSION);
        status.put("site_url", portal.origin());
        status.put("site_title", portal.name());
        status.put("site_description", "");
        status.put("error_emails_to", PackageJson.orNull(portal.contact()));
        status.put("locale_default", portal.language());
        status.put("extensions", List.of("datastore"));
        return Envelope.answer(request, status);
    }

    @RequestMapping("/help_show")
    ResponseEntity<?> helpShow(HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("name");
        String name = asked.required("name");
        return Envelope.answer(
                request,
                Action.find(name).map(Action::help).orElseThrow(() -> Refused.notFound(Refused.shortened(name))));
    }

    @RequestMapping("/datastore_search_sql")
    ResponseEntity<?> datastoreSearchSql(HttpServletRequest request) {
        throw Refused.invalid("sql", Action.DATASTORE_SEARCH_SQL.help());
    }

    /// CKAN's answer here is a text, and nothing around it.
    @RequestMapping("/{action}")
    ResponseEntity<String> unknown(@PathVariable String action) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString("Bad request - Action name not known: " + Refused.shortened(action)));
    }
}
