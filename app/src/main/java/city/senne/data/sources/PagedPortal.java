package city.senne.data.sources;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/// A portal that gives out its list page after page, and says how long it is.
interface PagedPortal extends Portal {
    /// How many datasets a page holds at most.
    int PAGE = 50;

    /// @param total how many datasets the portal says it has
    record Page(int total, List<Remote> datasets) {}

    /// How many datasets such a portal gives out at most.
    int most();

    /// The page that begins behind so many datasets.
    Page page(int offset) throws InterruptedException;

    @Override
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
