package city.senne.data.agreements;

import city.senne.engine.table.CsvWriter;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageLink;
import city.senne.trust.account.AccountSection;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who gives which data to whom, why and until when; and what of it waits for the reader.
@Controller
class DirectoryPages {
    private static final List<String> COLUMNS =
            List.of("agreement", "giver", "receiver", "dataset", "title", "purpose", "basis", "from", "until", "state");

    private final ListAgreements listAgreements;

    DirectoryPages(ListAgreements listAgreements) {
        this.listAgreements = listAgreements;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry agreementsEntry() {
            return MenuEntry.forEverybody("agreements.menu", "/agreements", 15);
        }

        /// What waits for a person, is overdue, or ends within sixty days.
        @Bean
        AccountSection agreementsToSeeTo(ListAgreements listAgreements) {
            return new AccountSection(
                    "agreements.menu",
                    (person, words) -> listAgreements.concerns(person, words).stream()
                            .filter(Concern::isUrgent)
                            .map(concern -> PageLink.to(concern.said(words), "/agreements/" + concern.number()))
                            .toList());
        }
    }

    @GetMapping("/agreements")
    Page page(
            Viewer viewer,
            @RequestParam(defaultValue = "") String organisation,
            @RequestParam(defaultValue = "") String dataset,
            Words words) {
        List<Flow> all = listAgreements.flows(viewer, words);
        List<Flow> chosen = chosen(all, organisation, dataset);
        return Page.of(DirectoryPages.class, "directory")
                .with("concerns", listAgreements.concerns(viewer, words))
                .with("flows", chosen)
                .with("picture", FlowPicture.of(chosen))
                .with("total", all.size())
                .with("organisation", organisation)
                .with("dataset", dataset)
                .with(
                        "organisations",
                        new TreeSet<>(all.stream()
                                .flatMap(flow -> Stream.of(flow.giver(), flow.receiver()))
                                .toList()))
                .with(
                        "datasets",
                        new TreeSet<>(all.stream().map(Flow::datasetId).toList()));
    }

    @GetMapping("/agreements.csv")
    void download(
            Viewer viewer,
            @RequestParam(defaultValue = "") String organisation,
            @RequestParam(defaultValue = "") String dataset,
            Words words,
            HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"agreements.csv\"");
        response.setHeader("Cache-Control", "no-store");
        CsvWriter csv = new CsvWriter(response.getWriter(), ',', false);
        csv.row(COLUMNS);
        for (Flow flow : chosen(listAgreements.flows(viewer, words), organisation, dataset)) {
            csv.row(List.of(
                    String.valueOf(flow.number()),
                    flow.giver(),
                    flow.receiver(),
                    flow.datasetId(),
                    flow.dataset(),
                    flow.purpose(),
                    flow.basis().apiName(),
                    flow.from().toString(),
                    flow.until().toString(),
                    flow.standing()));
        }
    }

    private static List<Flow> chosen(List<Flow> flows, String organisation, String dataset) {
        return flows.stream()
                .filter(flow -> organisation.isEmpty() || flow.isBetween(organisation))
                .filter(flow -> dataset.isEmpty() || flow.datasetId().equals(dataset))
                .toList();
    }
}
