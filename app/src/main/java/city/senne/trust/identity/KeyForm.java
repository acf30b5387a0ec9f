package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The form in which somebody asks for a key, wherever it stands.
@Component
class KeyForm {
    private final CreateKey createKey;

    KeyForm(CreateKey createKey) {
        this.createKey = createKey;
    }

    /// The page with the key in it, or with what is wrong.
    ///
    /// @param organisation whose members see what the program sees; empty for one that may do everything
    /// @param page that has the form, as it is afterwards
    Page create(Viewer viewer, Entries entries, String organisation, Supplier<Page.Template> page, Words words) {
        String name = entries.line("key-name");
        String written = entries.line("days");
        long days = written.isEmpty() ? createKey.longest() : written.matches("\\d{1,6}") ? Long.parseLong(written) : 0;
        return switch (createKey.create(viewer, name, organisation, days)) {
            case CreateKey.Outcome.Created created -> page.get().with("created", List.of(created.key()));
            case CreateKey.Outcome.NameNeeded _ ->
                wrong(page.get(), name, "error", words.of("identity.key.name-needed", CreateKey.LONGEST_NAME));
            case CreateKey.Outcome.WrongDays wrong ->
                wrong(page.get(), name, "daysError", words.of("identity.key.days.wrong", wrong.longest()));
            case CreateKey.Outcome.NoSuchOrganisation unknown ->
                throw Problem.invalid("organisation-unknown", unknown.id());
            case CreateKey.Outcome.NotAllowed _ -> throw Problem.forbidden("forbidden");
        };
    }

    private static Page wrong(Page.Template page, String name, String where, String sentence) {
        return page.with("name", name).with(where, sentence).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
