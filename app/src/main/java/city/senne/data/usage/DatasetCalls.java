package city.senne.data.usage;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.DatasetId;
import city.senne.platform.web.CallerAddress;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Of which dataset a call is, and what its caller still may ask of that one.
@Component
public class DatasetCalls {
    private static final String ATTRIBUTE = DatasetCalls.class.getName();

    private final Quotas quotas;
    private final LimitCalls limitCalls;
    private final Catalog catalog;

    DatasetCalls(Quotas quotas, LimitCalls limitCalls, Catalog catalog) {
        this.quotas = quotas;
        this.limitCalls = limitCalls;
        this.catalog = catalog;
    }

    /// Counts the call under way as one of a dataset that its address does not name. To be asked once, before
    /// anything of the dataset is answered.
    ///
    /// @return the allowance when it is used up: then nothing more may be answered
    public Optional<Allowance> findSpent(
            Viewer viewer, DatasetId dataset, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(ATTRIBUTE, dataset.value());
        return findSpent(viewer, dataset.value(), request, response);
    }

    /// @param dataset its id as it was asked for, whether or not there is one
    Optional<Allowance> findSpent(
            Viewer viewer, String dataset, HttpServletRequest request, HttpServletResponse response) {
        long limit = limitCalls.limit(dataset);
        // Who may not know of the dataset is told that there is none, however often and wherever she names it.
        if (limit == 0 || catalog.find(viewer, dataset).isEmpty()) return Optional.empty();
        Allowance own = quotas.use(viewer, CallerAddress.of(request), isFromOurPage(request), dataset, limit);
        if (own.isSpent()) return Optional.of(own);
        own.tellOfDataset(response);
        return Optional.empty();
    }

    static Optional<String> named(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String dataset ? Optional.of(dataset) : Optional.empty();
    }

    /// As browsers say of what scripts of a page fetch. A program may say so too, and gains no more than an allowance
    /// of the same size.
    static boolean isFromOurPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }
}
