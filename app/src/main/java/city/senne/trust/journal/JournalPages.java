package city.senne.trust.journal;

import city.senne.engine.table.CsvWriter;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The journal for people.
@Controller
class JournalPages {
    private static final int ENTRIES_A_PAGE = 50;
    private static final int ROWS_AT_ONCE = 1000;

    private final ReadJournal readJournal;
    private final ErasePersonalData erasePersonalData;
    private final Heads heads;
    private final Retention retention;

    JournalPages(ReadJournal readJournal, ErasePersonalData erasePersonalData, Heads heads, Retention retention) {
        this.retention = retention;
        this.readJournal = readJournal;
        this.erasePersonalData = erasePersonalData;
        this.heads = heads;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry journalInMenu() {
            return new MenuEntry(
                    "journal.menu", "/journal", 85, visitor -> visitor.isAdministrator() || visitor.isAuditor());
        }
    }

    @GetMapping("/journal")
    Page journal(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String erased,
            Words words) {
        Page.Template page = page(viewer, EntryFilter.of(person, dataset, kind, from, until, before), words);
        return erased != null && erased.matches("\\d{1,9}")
                ? page.with("erased", List.of(Integer.valueOf(erased)))
                : page;
    }

    /// All that fit, oldest last, a thousand at a time.
    @GetMapping("/journal.csv")
    void download(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            Words words,
            HttpServletResponse response)
            throws IOException {
        EntryFilter filter = EntryFilter.of(person, dataset, kind, from, until, null);
        List<KeptEntry> entries = readJournal.list(viewer, filter, words.zone(), ROWS_AT_ONCE);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"journal.csv\"");
        response.setHeader("Cache-Control", "no-store");
        CsvWriter csv = EntryFiles.csv(response.getWriter());
        while (!entries.isEmpty()) {
            for (KeptEntry entry : entries) EntryFiles.write(entry, csv);
            EntryFilter rest = filter.before(entries.getLast().sequence());
            entries = readJournal.list(viewer, rest, words.zone(), ROWS_AT_ONCE);
        }
    }

    @PostMapping("/journal/erase")
    Page erase(Viewer viewer, @RequestParam(defaultValue = "") String person, Words words) {
        if (person.isBlank()) {
            return page(viewer, EntryFilter.of(null, null, null, null, null, null), words)
                    .with("eraseError", words.of("journal.erase.needed"))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.redirect("/journal?erased=" + erasePersonalData.erase(viewer, person.strip()));
    }

    private Page.Template page(Viewer viewer, EntryFilter filter, Words words) {
        List<KeptEntry> entries = readJournal.list(viewer, filter, words.zone(), ENTRIES_A_PAGE + 1);
        boolean hasOlder = entries.size() > ENTRIES_A_PAGE;
        List<Said> said = entries.stream()
                .limit(ENTRIES_A_PAGE)
                .map(entry -> Said.of(entry, words))
                .toList();
        return Page.of(JournalPages.class, "journal")
                .with("filter", filter)
                .with("said", said)
                .with("older", hasOlder ? String.valueOf(said.getLast().entry().sequence()) : "")
                .with("retention", retention)
                .with("head", heads.findLast().stream().toList())
                .with(
                        "error",
                        filter.findWrongDay()
                                .map(day -> words.of("journal.wrong-day", day))
                                .orElse(""));
    }
}
