package city.senne.data.explore;

import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Finds the values by which a reader chooses rows with a click, as far as the viewer may see them.
@Component
public class ReadFacets {
    private static final int VALUES_SHOWN = 8;
    private static final int MORE_VALUES_SHOWN = 100;

    private final AnswerQuestion answerQuestion;
    private final FewValues fewValues;

    ReadFacets(AnswerQuestion answerQuestion, FewValues fewValues) {
        this.answerQuestion = answerQuestion;
        this.fewValues = fewValues;
    }

    /// @param first fields whose values come first, however many they have
    /// @param address of the page that shows the values; choosing one leads back to it
    /// @param place of that page, such as `#chart`, to which the browser returns, and so does the keyboard
    public List<FacetPanel> read(
            Viewer viewer,
            DatasetHead head,
            List<Field> first,
            RowChoice rows,
            PageAddress address,
            String place,
            Words words,
            Timings timings) {
        Set<Field> fields = new LinkedHashSet<>(first);
        fields.addAll(fields(viewer, head, timings));
        if (fields.isEmpty()) return List.of();
        AnswerQuestion.Prepared prepared = answerQuestion.prepare(
                viewer, head.dataset(), head.version(), rows.question(words), rows.facets(), timings);
        return panels(List.copyOf(fields), prepared, rows, address, place, words, timings);
    }

    List<Field> fields(Viewer viewer, DatasetHead head, Timings timings) {
        return fewValues.fields(viewer, head, timings);
    }

    List<FacetPanel> panels(
            List<Field> fields,
            AnswerQuestion.Prepared prepared,
            RowChoice rows,
            PageAddress address,
            String place,
            Words words,
            Timings timings) {
        List<FacetRequest> requests = new ArrayList<>(fields.stream()
                .map(field -> FacetPanel.request(field, limit(address, field) + 1))
                .toList());
        List<Facets.Facet> facets = answerQuestion.facets(prepared, requests, timings);
        List<FacetPanel> panels = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            panels.add(FacetPanel.of(field, facets.get(i), rows, address, place, limit(address, field), words));
        }
        return List.copyOf(panels);
    }

    private static int limit(PageAddress address, Field field) {
        return address.text(FacetPanel.MORE).equals(field.name()) ? MORE_VALUES_SHOWN : VALUES_SHOWN;
    }
}
