package city.senne.data.ckan;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Licence;
import city.senne.data.catalog.Theme;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Datasets and what they are sorted by, as CKAN writes them.
record PackageJson(Portal portal) {
    static final String ORGANIZATION = "organization";
    static final String GROUP = "group";
    static final String TAG = "tag";

    /// CKAN's times are those of UTC, and do not say so.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    Map<String, @Nullable Object> json(ListedDataset listed) {
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        String language = portal.language();
        List<Map<String, @Nullable Object>> resources = new Resources(portal).json(listed);
        List<Map<String, @Nullable Object>> tags =
                said.keywords().in(language).stream().map(PackageJson::tag).toList();
        String publisher = said.publisher().in(language);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("author", orNull(publisher));
        json.put("author_email", null);
        json.put("creator_user_id", null);
        json.put("id", CkanIds.dataset(dataset.uid()).toString());
        json.put("isopen", Licence.find(said.licence()).isPresent());
        json.put("license_id", Names.ofLicence(said));
        json.put("license_title", orNull(Names.licenceTitle(said)));
        json.put("license_url", orNull(said.licenceUrl()));
        json.put("maintainer", orNull(said.contact().name()));
        json.put("maintainer_email", orNull(said.contact().email()));
        json.put("metadata_created", time(dataset.created()));
        json.put("metadata_modified", time(dataset.modified()));
        json.put("name", dataset.id().value());
        json.put("notes", said.text().in(language));
        json.put("num_resources", resources.size());
        json.put("num_tags", tags.size());
        json.put("organization", publisher.isEmpty() ? null : organization(Names.of(publisher), publisher));
        json.put("owner_org", publisher.isEmpty() ? null : ownerOf(publisher));
        json.put("private", isPrivate(dataset));
        json.put("state", "active");
        json.put("title", dataset.title(language));
        json.put("type", "dataset");
        json.put("url", portal.page(dataset));
        json.put("version", String.valueOf(dataset.current().number()));
        json.put("title_translated", translated(said.title()));
        json.put("notes_translated", translated(said.text()));
        json.put("extras", extras(dataset));
        json.put("groups", said.themes().stream().map(this::theme).toList());
        json.put("tags", tags);
        json.put("resources", resources);
        json.put("relationships_as_subject", List.of());
        json.put("relationships_as_object", List.of());
        return json;
    }

    static String ownerOf(String publisher) {
        return CkanIds.named(ORGANIZATION, Names.of(publisher)).toString();
    }

    /// Drafts, and what is hidden from all but a few.
    static boolean isPrivate(Dataset dataset) {
        return dataset.stage() != Stage.PUBLISHED || dataset.subject().level() == Level.HIDDEN;
    }

    static Map<String, @Nullable Object> organization(String name, String title) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", CkanIds.named(ORGANIZATION, name).toString());
        json.put("name", name);
        json.put("title", title);
        json.put("type", ORGANIZATION);
        json.put("description", "");
        json.put("image_url", "");
        json.put("is_organization", true);
        json.put("approval_status", "approved");
        json.put("state", "active");
        return json;
    }

    private Map<String, @Nullable Object> theme(String kept) {
        return group(Names.ofTheme(kept), Theme.nameOf(kept, portal.language()));
    }

    static Map<String, @Nullable Object> group(String name, String title) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("description", "");
        json.put("display_name", title);
        json.put("id", CkanIds.named(GROUP, name).toString());
        json.put("image_display_url", "");
        json.put("name", name);
        json.put("title", title);
        return json;
    }

    static Map<String, @Nullable Object> tag(String word) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("display_name", word);
        json.put("id", CkanIds.named(TAG, word).toString());
        json.put("name", word);
        json.put("state", "active");
        json.put("vocabulary_id", null);
        return json;
    }

    private static Map<String, String> translated(Translated text) {
        return text.determined().byLanguage();
    }

    private List<Map<String, String>> extras(Dataset dataset) {
        Dataset.Description said = dataset.description();
        List<Map<String, String>> extras = new ArrayList<>();
        extra(extras, "identifier", portal.page(dataset));
        extra(extras, "uid", dataset.uid());
        Instant published = dataset.published();
        if (published != null) extra(extras, "issued", time(published));
        extra(extras, "modified", time(dataset.modified()));
        extra(extras, "language", String.join(",", said.languages()));
        if (said.frequency() != Frequency.UNKNOWN) {
            extra(extras, "frequency", said.frequency().uri());
        }
        extra(extras, "spatial_text", said.coverage().territory().in(portal.language()));
        extra(extras, "temporal_start", said.coverage().from());
        extra(extras, "temporal_end", said.coverage().until());
        extra(extras, "hvd_category", String.join(",", said.hvdCategories()));
        extra(extras, "access_rights", dataset.subject().level().apiName());
        return extras;
    }

    private static void extra(List<Map<String, String>> extras, String key, String value) {
        if (value.isEmpty()) return;
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("key", key);
        extra.put("value", value);
        extras.add(extra);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
