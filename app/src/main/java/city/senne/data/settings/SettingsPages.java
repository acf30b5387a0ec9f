package city.senne.data.settings;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.settings.SettingsForm.Read;
import city.senne.data.settings.SettingsSheet.Tab;
import city.senne.platform.i18n.Words;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Logo;
import city.senne.platform.portal.PortalMistake;
import city.senne.platform.web.Entries;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Where an operator without code sets up the portal. Nothing that she typed is lost, whatever is wrong with it.
@Controller
@RequestMapping("/settings")
class SettingsPages {
    /// As many as a person would look through for a base map.
    private static final int DATASETS_OFFERED = 1000;

    private final CurrentPortal current;
    private final SetUpPortal setUpPortal;
    private final Catalog catalog;
    private final Access access;

    SettingsPages(CurrentPortal current, SetUpPortal setUpPortal, Catalog catalog, Access access) {
        this.current = current;
        this.setUpPortal = setUpPortal;
        this.catalog = catalog;
        this.access = access;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry settingsInMenu() {
            return MenuEntry.forAdministrators("settings.menu", Tab.IDENTITY.path(), 90);
        }
    }

    @GetMapping
    Page identity(Viewer viewer, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, Tab.IDENTITY, saved, words);
    }

    @GetMapping("/map")
    Page map(Viewer viewer, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, Tab.MAP, saved, words);
    }

    @GetMapping("/home")
    Page home(Viewer viewer, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, Tab.HOME, saved, words);
    }

    @GetMapping("/legal")
    Page legal(Viewer viewer, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, Tab.LEGAL, saved, words);
    }

    private Page page(Viewer viewer, Tab tab, boolean saved, Words words) {
        access.require(viewer, Act.SET_UP, "");
        CurrentPortal.Kept now = current.kept();
        Entries entries = SettingsForm.filled(now.portal());
        return page(SettingsSheet.of(tab, now.portal(), now.revision(), entries, words))
                .with("saved", saved);
    }

    @PostMapping
    Page setIdentity(
            Viewer viewer,
            @RequestParam(name = "logo", required = false) @Nullable MultipartFile logo,
            HttpServletRequest request,
            Words words)
            throws IOException {
        access.require(viewer, Act.SET_UP, "");
        Entries entries = Entries.of(request);
        return set(viewer, Tab.IDENTITY, entries, SettingsForm.identity(entries, start(logo), current.portal()), words);
    }

    /// No more than it takes to see that it is too large.
    private static byte[] start(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) return new byte[0];
        try (InputStream content = file.getInputStream()) {
            return content.readNBytes(Logo.MOST_BYTES + 1);
        }
    }

    @PostMapping("/map")
    Page setMap(Viewer viewer, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        return set(viewer, Tab.MAP, entries, SettingsForm.map(entries, current.portal()), words);
    }

    @PostMapping("/home")
    Page setHome(Viewer viewer, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        return set(viewer, Tab.HOME, entries, SettingsForm.home(entries, current.portal()), words);
    }

    @PostMapping("/legal")
    Page setLegal(Viewer viewer, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        return set(viewer, Tab.LEGAL, entries, SettingsForm.legal(entries, current.portal()), words);
    }

    private Page set(Viewer viewer, Tab tab, Entries entries, Read read, Words words) {
        access.require(viewer, Act.SET_UP, "");
        SettingsSheet sheet = SettingsSheet.of(tab, current.portal(), entries.revision(), entries, words);
        if (!read.mistakes().isEmpty()) return wrong(sheet, all(read), words);
        return switch (setUpPortal.setUp(viewer, entries.revision(), read.portal(), read.logo())) {
            case SetUpPortal.Outcome.Done _ -> Page.redirect(tab.path() + "?saved=true");
            case SetUpPortal.Outcome.Wrong found -> wrong(sheet, found.mistakes(), words);
            case SetUpPortal.Outcome.Outdated _ -> {
                CurrentPortal.Kept now = current.kept();
                yield page(SettingsSheet.of(tab, now.portal(), now.revision(), entries, words)
                                .late())
                        .status(HttpStatus.CONFLICT);
            }
        };
    }

    private static List<PortalMistake> all(Read read) {
        List<PortalMistake> all = new ArrayList<>(read.mistakes());
        all.addAll(PortalMistake.in(read.portal()));
        return all;
    }

    private Page wrong(SettingsSheet sheet, List<PortalMistake> mistakes, Words words) {
        return page(sheet.wrong(mistakes, words)).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Page.Template page(SettingsSheet sheet) {
        return switch (sheet.tab()) {
            case IDENTITY -> Page.of(SettingsPages.class, "identity").with("sheet", sheet);
            case HOME -> Page.of(SettingsPages.class, "home").with("sheet", sheet);
            case LEGAL -> Page.of(SettingsPages.class, "legal").with("sheet", sheet);
            case MAP -> Page.of(SettingsPages.class, "map").with("sheet", sheet).with("datasets", withPlaces());
        };
    }

    /// What could be a base map.
    private List<Dataset> withPlaces() {
        return catalog.list(Viewer.ANONYMOUS, DATASETS_OFFERED, 0).stream()
                .filter(SetUpPortal::hasPlaces)
                .toList();
    }
}
