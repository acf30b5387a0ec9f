package city.senne.data.sources;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/// A portal as it is read: page after page.
interface Portal {
    /// How many datasets a page holds at most.
    int PAGE = 50;

    /// @param total how many datasets the portal says it has
    record Page(int total, List<Remote> datasets) {}

    /// How many datasets such a portal gives out at most.
    int most();

    /// The page that begins behind so many datasets; one that cannot be understood stands in it as unusable. Throws
    /// UnreadableDelivery, and PortalFailure where the answer is none that such a portal gives.
    Page page(int offset) throws InterruptedException;

    /// All datasets, each once. Throws as a page does, and PortalFailure when the portal cannot be read to its end:
    /// what
    /// is missing then would be taken for gone.
    ///
    /// @param announced is told how many there are, as soon as that is known
    default List<Remote> list(IntConsumer announced) throws InterruptedException {
        List<Remote> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int total = PAGE;
        int read = 0;
        for (int offset = 0; offset < Math.min(total, most()); offset += PAGE) {
            Page page = page(offset);
            total = page.total();
            announced.accept(total);
            read += page.datasets().size();
            page.datasets().stream().filter(each -> seen.add(each.id())).forEach(all::add);
            if (page.datasets().isEmpty()) break;
        }
        if (read < Math.min(total, most())) throw new PortalFailure(Note.of("ends-early", read, total));
        if (total > most()) throw new PortalFailure(Note.of("too-many", most(), total));
        return all;
    }
}
