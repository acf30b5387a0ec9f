package city.senne.data.attachments;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.stewardship.EditSheet;
import city.senne.data.stewardship.EditTabs;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Where a publisher attaches files to a dataset, gives them other titles, and takes them away.
@Controller
@RequestMapping("/datasets/{id}/edit/attachments")
class AttachmentPages {
    private final Catalog catalog;
    private final Access access;
    private final EditTabs tabs;
    private final ReadAttachments readAttachments;
    private final AttachFile attachFile;
    private final ChangeAttachment changeAttachment;
    private final AttachmentSettings settings;

    AttachmentPages(
            Catalog catalog,
            Access access,
            EditTabs tabs,
            ReadAttachments readAttachments,
            AttachFile attachFile,
            ChangeAttachment changeAttachment,
            AttachmentSettings settings) {
        this.catalog = catalog;
        this.access = access;
        this.tabs = tabs;
        this.readAttachments = readAttachments;
        this.attachFile = attachFile;
        this.changeAttachment = changeAttachment;
        this.settings = settings;
    }

    @GetMapping
    Page attachments(
            Viewer viewer, @PathVariable String id, @RequestParam(defaultValue = "false") boolean saved, Words words) {
        return page(viewer, dataset(viewer, id), words).with("saved", saved);
    }

    @PostMapping
    Page attach(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String title,
            Words words)
            throws IOException {
        Dataset dataset = dataset(viewer, id);
        String name = file == null
                ? ""
                : Optional.ofNullable(file.getOriginalFilename()).orElse("");
        if (file == null || name.isEmpty()) {
            return wrong(page(viewer, dataset, words), "fileError", words.of("attachments.wrong.no-file"), title);
        }
        try (InputStream content = file.getInputStream()) {
            var incoming = new AttachFile.Incoming(name, title, file.getSize(), content);
            return switch (attachFile.attach(viewer, dataset, incoming)) {
                case AttachFile.Outcome.Attached _ -> done(dataset);
                case AttachFile.Outcome.Wrong wrong ->
                    wrong(
                            page(viewer, dataset, words),
                            wrong.ofTitle() ? "titleError" : "fileError",
                            words.of("attachments.wrong." + wrong.word(), told(wrong.argument(), words)),
                            title);
            };
        } catch (UnreadableDelivery cutShort) {
            String said = cutShort.reason().text(words.language().locale());
            return wrong(page(viewer, dataset, words), "fileError", said, title);
        }
    }

    private static Object told(Object argument, Words words) {
        return argument instanceof AttachFile.Size size ? words.size(size.bytes()) : argument;
    }

    @PostMapping("/{attachment}/rename")
    Page retitle(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String attachment,
            @RequestParam(defaultValue = "") String title,
            Words words) {
        Dataset dataset = dataset(viewer, id);
        return answer(viewer, changeAttachment.retitle(viewer, dataset.id(), attachment, title), dataset, words);
    }

    @PostMapping("/{attachment}/remove")
    Page remove(Viewer viewer, @PathVariable String id, @PathVariable String attachment, Words words) {
        Dataset dataset = dataset(viewer, id);
        return answer(viewer, changeAttachment.remove(viewer, dataset.id(), attachment), dataset, words);
    }

    private Page answer(Viewer viewer, ChangeAttachment.Outcome outcome, Dataset dataset, Words words) {
        return switch (outcome) {
            case DONE -> done(dataset);
            case GONE -> wrong(page(viewer, dataset, words), "refused", words.of("attachments.gone"), "");
            case TITLE_TOO_LONG -> {
                String said = words.of("attachments.wrong.title", AttachFile.LONGEST_TITLE);
                yield wrong(page(viewer, dataset, words), "refused", said, "");
            }
        };
    }

    private static Page done(Dataset dataset) {
        return Page.redirect("/datasets/" + dataset.id() + "/edit/attachments?saved=true");
    }

    private static Page wrong(Page.Template page, String where, String said, String title) {
        return page.with(where, said).with("title", title).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// Throws NoSuchDataset, and AccessRefused.
    private Dataset dataset(Viewer viewer, String id) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        return dataset;
    }

    private Page.Template page(Viewer viewer, Dataset dataset, Words words) {
        return Page.of(AttachmentPages.class, "attachments")
                .with("dataset", dataset)
                .with("attachments", readAttachments.list(dataset))
                .with(
                        "limits",
                        words.of(
                                "attachments.file.hint",
                                words.size(settings.maxFileSize().toBytes()),
                                settings.maxFiles(),
                                words.size(settings.maxTotalSize().toBytes())))
                .with("crumbs", EditSheet.crumbs(dataset, words))
                .with("tabs", tabs.list(viewer, dataset, EditTabs.Tab.ATTACHMENTS, words));
    }
}
