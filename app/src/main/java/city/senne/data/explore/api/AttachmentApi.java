package city.senne.data.explore.api;

import city.senne.data.attachments.Attachment;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.catalog.Dataset;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The doors to the files that are given with a dataset.
@RestController
@RequestMapping({Links.PATH + "/catalog/datasets/{id}", Links.PATH + "/catalog/assets/{id}"})
class AttachmentApi {
    private final FindVersion findVersion;
    private final ReadAttachments attachments;
    private final JsonMapper mapper;
    private final Exchanges exchanges;

    AttachmentApi(FindVersion findVersion, ReadAttachments attachments, JsonMapper mapper, Exchanges exchanges) {
        this.findVersion = findVersion;
        this.attachments = attachments;
        this.mapper = mapper;
        this.exchanges = exchanges;
    }

    @GetMapping("/attachments")
    void attachments(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Dataset dataset = dataset(viewer, id, request);
        Links links = Links.of(request);
        List<Map<String, Object>> all = new ArrayList<>();
        for (Attachment attachment : attachments.list(dataset)) {
            Map<String, String> metas = new LinkedHashMap<>();
            metas.put("mime-type", attachment.fileName().mediaType());
            metas.put("title", attachment.title());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("href", links.attachment(attachment));
            json.put("metas", metas);
            all.add(json);
        }
        exchanges
                .open(request, response)
                .send(Exchange.JSON, out -> mapper.writeValue(out, Map.of("attachments", all)));
    }

    /// Always to be saved, never shown as a page of ours: whatever the file holds, nothing of it runs here.
    @GetMapping({"/attachments/{file}", "/files/{file}"})
    void attachment(
            @PathVariable String id,
            @PathVariable String file,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Dataset dataset = dataset(viewer, id, request);
        Attachment attachment = attachments.find(dataset, file).orElseThrow(AttachmentApi::noFile);
        Exchange exchange = exchanges.open(request, response);
        if (exchange.isKnownAs(attachment.sha256())) return;
        try (FileChannel content = attachments.open(attachment)) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(attachment.fileName().text(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            SendFile.send(exchange, attachment.fileName().mediaType(), content);
        }
    }

    private Dataset dataset(Viewer viewer, String id, HttpServletRequest request) {
        return findVersion.find(viewer, id, Parameters.of(request)).dataset();
    }

    private static Refusal noFile() {
        return Refusal.resource("The requested file does not exist.");
    }
}
