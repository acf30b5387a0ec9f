package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.platform.web.Visitor;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// What became of a delivery: how far it is, what was decided and why, what was not taken; and where to
/// decide otherwise.
@Controller
@RequestMapping("/deliveries")
class DeliveryPages {
    private static final String COLUMNS = "columns";
    private static final int RECENT = 50;
    private static final int REJECTS_SHOWN = 20;
    private static final int REJECTS_PER_PAGE = 100;

    private final DeliveryDesk desk;
    private final ReceiveDelivery receiveDelivery;
    private final DeliveryQueue queue;
    private final Catalog catalog;
    private final Access access;

    DeliveryPages(
            DeliveryDesk desk, ReceiveDelivery receiveDelivery, DeliveryQueue queue, Catalog catalog, Access access) {
        this.desk = desk;
        this.receiveDelivery = receiveDelivery;
        this.queue = queue;
        this.catalog = catalog;
        this.access = access;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry publishInMenu() {
            return new MenuEntry("ingest.publish", "/publish", 20, Visitor::preparesData);
        }

        @Bean
        MenuEntry deliveriesInMenu() {
            return new MenuEntry("ingest.deliveries", "/deliveries", 30, Visitor::preparesData);
        }
    }

    @GetMapping
    Page list(Viewer viewer) {
        requireKnown(viewer);
        return Page.of(DeliveryPages.class, "deliveries").with("deliveries", desk.listRecent(viewer, RECENT));
    }

    @GetMapping("/{id}")
    Page show(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = COLUMNS, defaultValue = "1") int columns,
            Words words) {
        return page(viewer, delivery(viewer, id), columns, words, "");
    }

    /// Asked by the page while the delivery is read.
    @GetMapping(path = "/{id}/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> progress(Viewer viewer, @PathVariable String id, Words words) {
        Delivery delivery = delivery(viewer, id);
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("share", delivery.progress());
        progress.put("shareText", words.percent(delivery.progress()));
        progress.put("text", progressText(delivery, words));
        progress.put("finished", delivery.state().isFinal());
        return progress;
    }

    private static String progressText(Delivery delivery, Words words) {
        return delivery.awaitsFile()
                ? words.of("ingest.progress.fetched", words.size(delivery.bytes()))
                : words.of("ingest.progress", delivery.rowsRead(), delivery.rowsRejected());
    }

    /// @param after the position of the last rejected row that was seen
    @GetMapping("/{id}/rejected")
    Page rejected(Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        Delivery delivery = delivery(viewer, id);
        return Page.of(DeliveryPages.class, "rejected")
                .with("delivery", delivery)
                .with("after", after)
                .with("rejects", desk.rejects(viewer, delivery, after, REJECTS_PER_PAGE));
    }

    @PostMapping("/{id}/cancel")
    Page cancel(Viewer viewer, @PathVariable String id) {
        boolean _ = desk.cancel(viewer, delivery(viewer, id));
        return Page.redirect("/deliveries/" + id);
    }

    @PostMapping("/{id}/take")
    Page take(Viewer viewer, @PathVariable String id) {
        boolean _ = desk.take(viewer, delivery(viewer, id));
        queue.call();
        return Page.redirect("/deliveries/" + id);
    }

    @PostMapping("/{id}/leave")
    Page leave(Viewer viewer, @PathVariable String id) {
        boolean _ = desk.leave(viewer, delivery(viewer, id));
        return Page.redirect("/deliveries/" + id);
    }

    /// Reads the file again with the choices of the form; without any other choice, shows the page again.
    @PostMapping("/{id}/reread")
    Page reread(Viewer viewer, @PathVariable String id, @RequestParam Map<String, String> form, Words words)
            throws IOException {
        Delivery delivery = delivery(viewer, id);
        String shown = form.getOrDefault(COLUMNS, "1");
        int columns = shown.matches("\\d{1,4}") ? Integer.parseInt(shown) : 1;
        try {
            Instructions chosen = sheet(viewer, delivery, words).chosen(form);
            if (chosen.equals(Instructions.NONE) && !delivery.awaitsFile())
                return page(viewer, delivery, columns, words, words.of("ingest.nothing-chosen"));
            Delivery again = receiveDelivery.receiveAgain(viewer, delivery, chosen);
            queue.call();
            return Page.redirect("/deliveries/" + again.id());
        } catch (WrongChoice wrong) {
            return page(viewer, delivery, columns, words, words.of(wrong.word(), wrong.value()));
        } catch (UnreadableDelivery refused) {
            return page(
                    viewer,
                    delivery,
                    columns,
                    words,
                    refused.reason().text(words.language().locale()));
        }
    }

    /// @param columns the page of columns that the form shows, counted from 1
    private Page page(Viewer viewer, Delivery delivery, int columns, Words words, String error) {
        DeliverySheet sheet = sheet(viewer, delivery, words);
        List<Delivery.Reject> rejects =
                delivery.rowsRejected() == 0 ? List.of() : desk.rejects(viewer, delivery, 0, REJECTS_SHOWN);
        Optional<Dataset> described = catalog.find(viewer, delivery.dataset().value());
        String title = described
                .map(dataset -> dataset.title(words.language().tag()))
                .orElse(delivery.dataset().value());
        String landed = delivery.state() == Delivery.State.UNCHANGED
                ? desk.findLanded(viewer, delivery)
                        .map(found -> "/deliveries/" + found.id())
                        .orElse("")
                : "";
        return Page.of(DeliveryPages.class, "delivery")
                .with("delivery", delivery)
                .with("landed", landed)
                .with("mayDecide", desk.mayDecide(viewer, delivery))
                .with("sheet", sheet)
                .with("columns", Math.clamp(columns, 1, sheet.columnPages()))
                .with("rejects", rejects)
                .with("dataset", title)
                .with("isPublished", described.isPresent())
                .with(
                        "isDraft",
                        described
                                .filter(dataset -> dataset.stage() == Stage.DRAFT)
                                .isPresent())
                .with(
                        "mayStage",
                        described
                                .filter(dataset -> may(viewer, Act.STAGE, dataset))
                                .isPresent())
                .with(
                        "missing",
                        described
                                .filter(dataset -> may(viewer, Act.DESCRIBE, dataset))
                                .map(dataset -> dataset.description().missing())
                                .orElse(List.of()))
                .with("progress", progressText(delivery, words))
                .with("error", error)
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private boolean may(Viewer viewer, Act act, Dataset dataset) {
        return access.decide(viewer, act, dataset.subject()) instanceof Verdict.Yes;
    }

    private DeliverySheet sheet(Viewer viewer, Delivery delivery, Words words) {
        Integer version = delivery.version();
        Map<String, String> names = version == null
                ? Map.of()
                : catalog.find(viewer, delivery.dataset().value())
                        .map(dataset -> names(dataset, catalog.version(viewer, dataset, version.toString())))
                        .orElse(Map.of());
        return DeliverySheet.of(delivery, names, words);
    }

    /// What questions call each column now, by the words of the file.
    private static Map<String, String> names(Dataset dataset, Version version) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Field field : version.schema().fields()) {
            names.putIfAbsent(field.label(), dataset.notes(field.name()).nameOf(field.name()));
        }
        return names;
    }

    private Delivery delivery(Viewer viewer, String id) {
        requireKnown(viewer);
        try {
            return desk.delivery(viewer, id);
        } catch (NoSuchDelivery unknown) {
            throw Problem.notFound("delivery-unknown");
        }
    }

    private static void requireKnown(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
    }
}
