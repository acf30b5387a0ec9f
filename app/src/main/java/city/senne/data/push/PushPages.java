package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.stewardship.EditSheet;
import city.senne.data.stewardship.EditTabs;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.PushKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a publisher gives keys to the programs that push rows to her dataset, and takes them back.
@Controller
@RequestMapping("/datasets/{id}/edit/push")
class PushPages {
    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final PushKeys keys;
    private final CreatePushKey createPushKey;
    private final RevokePushKey revokePushKey;

    PushPages(
            Catalog catalog,
            Access access,
            EditTabs tabs,
            PushKeys keys,
            CreatePushKey createPushKey,
            RevokePushKey revokePushKey) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.keys = keys;
        this.createPushKey = createPushKey;
        this.revokePushKey = revokePushKey;
    }

    @GetMapping
    Page keys(Viewer viewer, @PathVariable String id, Words words, HttpServletRequest request) {
        return page(viewer, dataset(viewer, id), words, request);
    }

    /// Answers with the key in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping
    Page create(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            Words words,
            HttpServletRequest request) {
        Dataset dataset = dataset(viewer, id);
        Optional<CreateKey.ApiKeyText> created = createPushKey.create(viewer, id, name);
        Page.Template page = page(viewer, dataset, words, request);
        if (created.isPresent()) return page.with("created", List.of(created.get()));
        return page.with("name", name)
                .with("error", words.of("identity.key.name-needed", PushKeys.LONGEST_NAME))
                .status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{key}/revoke")
    Page revoke(Viewer viewer, @PathVariable String id, @PathVariable UUID key) {
        revokePushKey.revoke(viewer, id, key);
        return Page.redirect("/datasets/" + id + "/edit/push");
    }

    /// Throws NoSuchDataset, and AccessRefused.
    private Dataset dataset(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.SEE_DELIVERIES, dataset.subject());
        return dataset;
    }

    private Page.Template page(Viewer viewer, Dataset dataset, Words words, HttpServletRequest request) {
        String address = AskedAddress.origin(request) + "/api/push/1.0/" + dataset.id() + "/rows/push/?pushkey=";
        return Page.of(PushPages.class, "push")
                .with("dataset", dataset)
                .with("keys", keys.list(dataset.id().value()))
                .with("address", address)
                .with("crumbs", EditSheet.crumbs(dataset, words))
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.PUSH, words));
    }
}
