package city.senne.data.sources;

import city.senne.data.ingest.OutsideWeb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.jena.graph.Node;

/// A catalogue in DCAT that lies at an address, in one file or in pages that lead to the next.
final class DcatPortal implements Portal {
    static final String ACCEPT =
            "text/turtle, application/rdf+xml, application/ld+json;q=0.9, application/json;q=0.6, */*;q=0.1";
    static final String DATASET = "http://www.w3.org/ns/dcat#Dataset";
    static final String CATALOGUE = "http://www.w3.org/ns/dcat#Catalog";
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final int MOST = 10_000;
    private static final int MOST_PAGES = 1_000;

    private final PortalWeb web;
    private final String address;

    DcatPortal(PortalWeb web, String address) {
        this.web = web;
        this.address = address;
    }

    @Override
    public List<Remote> list(IntConsumer announced) throws InterruptedException {
        List<Remote> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> pages = new HashSet<>();
        int total = 0;
        for (String page = address; !page.isEmpty(); ) {
            if (!pages.add(page) || pages.size() > MOST_PAGES) throw endless(page);
            OutsideWeb.Text text = web.text(page, ACCEPT, RdfReader.MOST_BYTES);
            RdfGraph graph = RdfReader.read(text.content(), text.type(), page);
            List<Node> datasets = graph.ofType(DATASET);
            if (pages.size() == 1
                    && datasets.isEmpty()
                    && graph.ofType(CATALOGUE).isEmpty()) {
                throw new PortalFailure(Note.of("not-dcat", page));
            }
            int before = ids.size();
            for (Node dataset : datasets) {
                Remote remote = new DcatDataset(graph, dataset).remote();
                if (ids.add(remote.id())) all.add(remote);
            }
            if (all.size() > MOST) throw new PortalFailure(Note.of("too-many", MOST, Math.max(total, all.size())));
            total = Math.max(total, total(graph));
            announced.accept(Math.max(total, all.size()));
            page = next(graph, page);
            if (!page.isEmpty() && ids.size() == before) throw endless(page);
        }
        if (all.size() < total) throw new PortalFailure(Note.of("ends-early", all.size(), total));
        return all;
    }

    private static PortalFailure endless(String page) {
        return new PortalFailure(Note.of("pages-endless", page));
    }

    /// Empty where there is none.
    private static String next(RdfGraph graph, String page) {
        return graph.objects(HYDRA + "next", HYDRA + "nextPage").stream()
                .map(RdfGraph::text)
                .filter(next -> next.matches("(?i)https?://.+") && !next.equals(page))
                .findFirst()
                .orElse("");
    }

    private static int total(RdfGraph graph) {
        return graph.objects(HYDRA + "totalItems").stream()
                .map(RdfGraph::text)
                .filter(text -> text.matches("\\d{1,7}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /// Days in catalogues tell when somebody described a dataset, not when its rows changed: whoever
    /// has the file knows.
    @Override
    public Remote.Dataset stamped(Remote.Dataset remote, String known) throws InterruptedException {
        return remote.stamped(web.stamp(remote.data(), known));
    }
}
