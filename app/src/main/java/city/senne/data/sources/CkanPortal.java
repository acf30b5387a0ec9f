package city.senne.data.sources;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A portal that speaks CKAN's Action API. Of each dataset the file is taken that tells most of its rows.
final class CkanPortal implements PagedPortal {
    /// What can be read here, what tells most first.
    private static final List<String> FORMATS = List.of(
            "parquet",
            "geojson",
            "gpkg",
            "csv",
            "tsv",
            "xlsx",
            "ods",
            "json",
            "jsonl",
            "xls",
            "shp",
            "shapefile",
            "kml");

    private final PortalWeb web;
    private final String actions;

    /// @param address of the portal, with or without the path of its API
    CkanPortal(PortalWeb web, String address) {
        this.web = web;
        this.actions = actions(address);
    }

    /// Where such a portal answers.
    static String actions(String address) {
        return address.replaceFirst("(/api(/3)?(/action.*)?)?/*$", "") + "/api/3/action/";
    }

    @Override
    public int most() {
        return 100_000;
    }

    @Override
    public Page page(int offset) throws InterruptedException {
        String sort = URLEncoder.encode("name asc", StandardCharsets.UTF_8);
        String address = actions + "package_search?rows=" + PAGE + "&start=" + offset + "&sort=" + sort;
        JsonNode answer = web.json(address);
        JsonNode result = answer.path("result");
        if (!answer.path("success").asBoolean(false)
                || !result.path("results").isArray()
                || !result.path("count").isInt()) {
            throw new PortalFailure(Note.of("not-ckan", address));
        }
        return new Page(
                result.path("count").asInt(),
                result.path("results").valueStream().map(CkanPortal::remote).toList());
    }

    private static Remote remote(JsonNode dataset) {
        String id = dataset.path("id").asString("");
        String name = dataset.path("name").asString(id);
        String title = dataset.path("title").asString(name);
        if (!id.matches("[\\w.:@~-]{1,200}")) return new Remote.Unusable(name, name, title, Note.of("no-id"));
        List<JsonNode> files =
                new ArrayList<>(dataset.path("resources").valueStream().toList());
        files.removeIf(file -> !file.path("url").asString("").matches("(?i)https?://.*"));
        JsonNode best = files.stream()
                .filter(file -> FORMATS.contains(format(file)))
                .min(Comparator.comparingInt(file -> FORMATS.indexOf(format(file))))
                .orElse(null);
        if (best == null) {
            String formats = String.join(
                    ", ", files.stream().map(CkanPortal::format).distinct().toList());
            return new Remote.Unusable(id, name, title, Note.of("no-file", formats.isEmpty() ? "none" : formats));
        }
        List<Note> left = new ArrayList<>();
        files.stream()
                .filter(file -> file != best)
                .limit(20)
                .forEach(file -> left.add(Note.of("file", file.path("name").asString(""), format(file))));
        return new Remote.Dataset(
                id,
                name,
                title,
                told(name, dataset, left),
                stamp(best),
                best.path("url").asString(),
                left);
    }

    /// Where the portal keeps no day of its rows its file is fetched each time.
    private static String stamp(JsonNode file) {
        String url = file.path("url").asString();
        for (String word : List.of("hash", "last_modified")) {
            String said = file.path(word).asString("");
            if (!said.isBlank()) return url + " " + said;
        }
        return "";
    }

    private static String format(JsonNode file) {
        String said = file.path("format").asString("").toLowerCase(Locale.ROOT).strip();
        String bare = said.replaceFirst("^\\.", "").replaceFirst("^.*/", "");
        if (!bare.isEmpty()) return bare;
        String path = file.path("url").asString("").replaceFirst("[?#].*$", "");
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static ObjectNode told(String name, JsonNode dataset, List<Note> left) {
        Map<String, String> extras = new HashMap<>();
        dataset.path("extras")
                .valueStream()
                .forEach(extra -> extras.put(
                        extra.path("key").asString(""), extra.path("value").asString("")));
        Told told = new Told().id(name);
        inLanguages(told, dataset, "title", "title", name);
        inLanguages(told, dataset, "notes", "description", "");
        told.line("publisher", "", first(dataset.path("organization").path("title"), dataset.path("author")))
                .licence(
                        first(dataset.path("license_title"), dataset.path("license_id")),
                        dataset.path("license_url").asString(""))
                .contact(
                        first(dataset.path("maintainer"), dataset.path("author")),
                        first(dataset.path("maintainer_email"), dataset.path("author_email")))
                .list(
                        "keywords",
                        dataset.path("tags")
                                .valueStream()
                                .map(tag -> first(tag.path("display_name"), tag.path("name")))
                                .toList())
                .list(
                        "themes",
                        dataset.path("groups")
                                .valueStream()
                                .map(group -> first(group.path("title"), group.path("name")))
                                .toList());
        String frequency = extras.getOrDefault("frequency", extras.getOrDefault("accrual_periodicity", ""));
        if (!frequency.isBlank() && !told.frequency(frequency)) left.add(Note.of("frequency", frequency));
        return told.words();
    }

    private static void inLanguages(Told told, JsonNode dataset, String theirs, String ours, String otherwise) {
        JsonNode translated = dataset.path(theirs + "_translated");
        boolean isSaid = false;
        for (Map.Entry<String, JsonNode> each : translated.properties()) {
            String text = each.getValue().asString("");
            if (text.isBlank()) continue;
            if (ours.equals("title")) told.line(ours, each.getKey(), text);
            else told.text(ours, each.getKey(), PlainMarkdown.of(text));
            isSaid = true;
        }
        if (isSaid) return;
        String text = dataset.path(theirs).asString(otherwise);
        if (ours.equals("title")) told.line(ours, "", text.isBlank() ? otherwise : text);
        else told.text(ours, "", PlainMarkdown.of(text));
    }

    private static String first(JsonNode one, JsonNode other) {
        String said = one.asString("").strip();
        return said.isEmpty() ? other.asString("").strip() : said;
    }
}
