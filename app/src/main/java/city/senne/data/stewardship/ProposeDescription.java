package city.senne.data.stewardship;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Dataset.Description;
import city.senne.platform.i18n.Languages;
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a form offers for a dataset of which nobody has said anything yet: the title made of the file's name in every
/// language, and publisher, contact and licence of the dataset that was changed last. Nothing of it is kept before the
/// form is sent.
@Component
class ProposeDescription {
    private static final int LOOKED_AT = 50;

    private final Catalog catalog;
    private final Access access;
    private final Languages.Offer offer;

    ProposeDescription(Catalog catalog, Access access, Languages.Offer offer) {
        this.catalog = catalog;
        this.access = access;
        this.offer = offer;
    }

    /// @param source the dataset that publisher, contact and licence were taken from; empty when they were not
    record Proposal(Description description, Optional<Dataset> source) {}

    Proposal propose(Viewer viewer, Dataset dataset) {
        Description said = dataset.description();
        Optional<Dataset> source = said.isOnlyTitled() ? findSource(viewer, dataset) : Optional.empty();
        Translated title = titled(said.title());
        Description from = source.map(Dataset::description).orElse(said);
        return new Proposal(
                new Description(
                        title,
                        said.text(),
                        from.publisher(),
                        from.contact(),
                        from.licence(),
                        from.licenceUrl(),
                        said.keywords(),
                        said.themes(),
                        said.frequency(),
                        said.coverage(),
                        said.languages(),
                        said.hvdCategories(),
                        said.fields()),
                source);
    }

    private Translated titled(Translated title) {
        if (!title.isUndetermined()) return title;
        Map<String, String> texts = new HashMap<>();
        offer.languages().offered().forEach(language -> texts.put(language.tag(), title.in(Translated.UNDETERMINED)));
        return new Translated(texts);
    }

    private Optional<Dataset> findSource(Viewer viewer, Dataset dataset) {
        return catalog.list(viewer, LOOKED_AT, 0).stream()
                .filter(other -> !other.id().equals(dataset.id()))
                .filter(other -> !other.description().publisher().isEmpty())
                .filter(other -> access.decide(viewer, Act.DESCRIBE, other.subject()) instanceof Verdict.Yes)
                .findFirst();
    }
}
