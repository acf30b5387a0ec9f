package city.senne.data.sources;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/// A server of OGC API – Features: each collection a dataset, walked page after page as GeoJSON in CRS84.
final class OgcPortal implements Portal {
    private static final int MOST = 10_000;
    private static final int A_PAGE = 1_000;

    private final PortalWeb web;
    private final String address;
    private final long mostBytes;

    /// @param address of the landing page, or of the collections
    OgcPortal(PortalWeb web, String address, long mostBytes) {
        this.web = web;
        this.address = address;
        this.mostBytes = mostBytes;
    }

    /// Where such a server lists its collections.
    static String collections(String address) {
        return address.replaceFirst("[?#].*$", "").replaceFirst("(/collections)?/*$", "") + "/collections";
    }

    @Override
    public List<Remote> list(IntConsumer announced) throws InterruptedException {
        List<Remote> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> asked = new HashSet<>();
        String page = collections(address);
        while (!page.isEmpty()) {
            if (!asked.add(page) || all.size() > MOST) throw new PortalFailure(Note.of("pages-endless", page));
            JsonNode answer = web.json(page);
            if (!answer.path("collections").isArray()) throw new PortalFailure(Note.of("not-ogc", page));
            int before = all.size();
            for (JsonNode collection : answer.path("collections")) {
                Remote remote = remote(collection);
                if (ids.add(remote.id())) all.add(remote);
            }
            announced.accept(all.size());
            String next = link(answer, "next", page);
            page = all.size() == before ? "" : next;
        }
        return all;
    }

    private Remote remote(JsonNode collection) {
        String id = collection.path("id").asString("");
        String title = collection.path("title").asString(id);
        if (id.isBlank() || id.length() > 200) return new Remote.Unusable(id + title, id, title, Note.of("no-id"));
        String type = collection.path("itemType").asString("feature");
        if (!type.equals("feature")) return new Remote.Unusable(id, id, title, Note.of("no-features", type));
        Told told = new Told()
                .id(id)
                .line("title", "", title)
                .text(
                        "description",
                        "",
                        PlainMarkdown.of(collection.path("description").asString("")));
        List<String> keywords = collection
                .path("keywords")
                .valueStream()
                .map(each -> each.asString(""))
                .toList();
        told.list("keywords", keywords);
        String licence = link(collection, "license", address);
        if (!licence.isEmpty()) told.licence("", licence);
        String items = collections(address) + "/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "/items?limit=" + A_PAGE;
        return new Remote.Dataset(id, id, title, told.words(), "", items, List.of());
    }

    /// Empty where there is none. Throws PortalFailure where it is no address.
    private static String link(JsonNode node, String relation, String base) {
        String found = node.path("links")
                .valueStream()
                .filter(link -> link.path("rel").asString("").equals(relation))
                .filter(link -> !link.path("type").asString("").contains("html") || relation.equals("license"))
                .map(link -> link.path("href").asString(""))
                .filter(href -> !href.isBlank())
                .findFirst()
                .orElse("");
        try {
            return found.isEmpty() ? "" : URI.create(base).resolve(found).toString();
        } catch (IllegalArgumentException e) {
            throw new UnreadableDelivery(Reason.of("delivery.not_fetched", found));
        }
    }

    @Override
    public Optional<Brought> bring(Remote.Dataset remote, Path work) throws IOException, InterruptedException {
        Path file = work.resolve("features.geojson");
        new GatherFeatures(file, mostBytes).gather(web, remote.data(), (page, _) -> link(page, "next", remote.data()));
        return Optional.of(new Brought(remote.name() + ".geojson", Files.size(file), Files.newInputStream(file)));
    }
}
