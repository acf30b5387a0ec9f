package city.senne.data.ingest;

import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.CsvWriter;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Deliveries for programs: hand in a file, follow it, see what was decided and what was rejected.
@RestController
@RequestMapping("/api/deliveries")
class DeliveryApi {
    private static final int REJECTS_AT_ONCE = 1000;

    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final DeliveryQueue queue;
    private final ProblemWriter problems;

    DeliveryApi(ReceiveDelivery receiveDelivery, DeliveryDesk desk, DeliveryQueue queue, ProblemWriter problems) {
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.queue = queue;
        this.problems = problems;
    }

    /// The file is the body itself.
    /// The parameter `instructions` holds the text of a description file,
    /// YAML or JSON; it may be repeated, and a later one overrides an earlier one.
    ///
    /// @param name of the file, with its ending
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<DeliveryView> deliver(
            Viewer viewer, @RequestParam String name, HttpServletRequest request, Locale locale) throws IOException {
        var incoming =
                new ReceiveDelivery.Incoming(name, null, request.getContentLengthLong(), request.getInputStream());
        return accepted(receiveDelivery.receive(viewer, incoming, instructions(request)), locale);
    }

    /// A file that lies on this machine, for the operator's own commands alone. To anybody else this address does not
    /// exist, nor where the server finds no file that it may read: pipes and devices need not end.
    @PostMapping(path = "/local", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DeliveryView> deliver(Viewer viewer, @RequestBody LocalFile local, Locale locale)
            throws IOException {
        if (!(viewer instanceof Viewer.Operator)) throw new NoSuchDelivery("local");
        Path path = local.file().orElseThrow(() -> new NoSuchDelivery("local"));
        try (InputStream content = Files.newInputStream(path)) {
            var incoming = new ReceiveDelivery.Incoming(local.name(), local.source(), Files.size(path), content);
            Delivery delivery = receiveDelivery.receive(viewer, incoming, DescriptionFile.parse(local.instructions()));
            return accepted(delivery, locale);
        }
    }

    /// The file is the part `file` of a form, the instructions its part `instructions`.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DeliveryView> deliver(
            Viewer viewer, @RequestParam MultipartFile file, HttpServletRequest request, Locale locale)
            throws IOException {
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            var incoming = new ReceiveDelivery.Incoming(name == null ? "" : name, null, file.getSize(), content);
            return accepted(receiveDelivery.receive(viewer, incoming, instructions(request)), locale);
        }
    }

    /// The server fetches the file in its turn: `{"url": "https://…", "instructions": "…"}`.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DeliveryView> deliver(Viewer viewer, @RequestBody Fetch fetch, Locale locale) {
        String instructions = fetch.instructions();
        List<String> texts = instructions == null ? List.of() : List.of(instructions);
        String url = fetch.url() == null ? "" : fetch.url();
        return accepted(receiveDelivery.order(viewer, url, DescriptionFile.parse(texts)), locale);
    }

    record Fetch(@Nullable String url, @Nullable String instructions) {}

    @GetMapping("/{id}")
    DeliveryView show(Viewer viewer, @PathVariable String id, Locale locale) {
        return DeliveryView.of(desk.delivery(viewer, id), locale);
    }

    /// Answers 409 when the delivery had ended.
    @PostMapping("/{id}/cancel")
    ResponseEntity<DeliveryView> cancel(Viewer viewer, @PathVariable String id, Locale locale) {
        boolean cancelled = desk.cancel(viewer, desk.delivery(viewer, id));
        DeliveryView view = DeliveryView.of(desk.delivery(viewer, id), locale);
        return ResponseEntity.status(cancelled ? HttpStatus.ACCEPTED : HttpStatus.CONFLICT)
                .body(view);
    }

    /// Lets a delivery land that waits for a decision; answers 409 when it does not wait.
    @PostMapping("/{id}/take")
    ResponseEntity<DeliveryView> take(Viewer viewer, @PathVariable String id, Locale locale) {
        return decided(desk.take(viewer, desk.delivery(viewer, id)), viewer, id, locale);
    }

    /// Leaves a delivery that waits for a decision; answers 409 when it does not wait.
    @PostMapping("/{id}/leave")
    ResponseEntity<DeliveryView> leave(Viewer viewer, @PathVariable String id, Locale locale) {
        return decided(desk.leave(viewer, desk.delivery(viewer, id)), viewer, id, locale);
    }

    private ResponseEntity<DeliveryView> decided(boolean waited, Viewer viewer, String id, Locale locale) {
        queue.call();
        return ResponseEntity.status(waited ? HttpStatus.ACCEPTED : HttpStatus.CONFLICT)
                .body(DeliveryView.of(desk.delivery(viewer, id), locale));
    }

    /// Reads the same file again with other choices, as a new delivery.
    @PostMapping("/{id}/reread")
    ResponseEntity<DeliveryView> reread(
            Viewer viewer, @PathVariable String id, HttpServletRequest request, Locale locale) throws IOException {
        Delivery earlier = desk.delivery(viewer, id);
        return accepted(receiveDelivery.receiveAgain(viewer, earlier, instructions(request)), locale);
    }

    /// All rejected rows as CSV: line, column, value, reason, then the row as it was delivered, cell by cell.
    @GetMapping("/{id}/rejected.csv")
    void rejected(Viewer viewer, @PathVariable String id, Locale locale, HttpServletResponse response)
            throws IOException {
        Delivery delivery = desk.delivery(viewer, id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"rejected-" + delivery.id() + ".csv\"");
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            out.write('\uFEFF');
            CsvWriter csv = new CsvWriter(out, ';', false);
            List<String> header = new ArrayList<>(List.of("line", "column", "value", "reason"));
            header.addAll(desk.rejectedColumns(viewer, delivery));
            csv.row(header);
            long after = 0;
            for (List<Delivery.Reject> page = desk.rejects(viewer, delivery, after, REJECTS_AT_ONCE);
                    !page.isEmpty();
                    page = desk.rejects(viewer, delivery, after, REJECTS_AT_ONCE)) {
                for (Delivery.Reject reject : page) csv.row(cells(reject, header.size(), locale));
                after = page.getLast().position();
            }
        }
    }

    private static List<@Nullable String> cells(Delivery.Reject reject, int width, Locale locale) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Long.toString(reject.line()));
        cells.add(reject.problem().column());
        cells.add(reject.problem().value());
        cells.add(reject.problem().reason().text(locale));
        cells.addAll(reject.cells());
        while (cells.size() < width) cells.add(null);
        return cells;
    }

    /// The parameter as it came, once or several times: Spring would cut a single one at its commas.
    private static Instructions instructions(HttpServletRequest request) {
        String[] texts = request.getParameterValues("instructions");
        return DescriptionFile.parse(texts == null ? List.of() : List.of(texts));
    }

    private ResponseEntity<DeliveryView> accepted(Delivery delivery, Locale locale) {
        queue.call();
        return ResponseEntity.accepted()
                .location(URI.create("/api/deliveries/" + delivery.id()))
                .body(DeliveryView.of(delivery, locale));
    }

    @ExceptionHandler
    ProblemDetail unreadable(UnreadableDelivery refused, Words words) {
        String code = refused.reason().code();
        String hint = code.startsWith("delivery.description_") || code.equals("delivery.id_reserved")
                ? words.of("ingest.hint.instructions")
                : words.of("ingest.hint.file");
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                refused.reason().text(words.language().locale()));
        problem.setProperties(Map.of("code", code, "hint", hint));
        return problem;
    }

    @ExceptionHandler
    void unknown(NoSuchDelivery unknown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.notFound("delivery-unknown"), request, response);
    }
}
