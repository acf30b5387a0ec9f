package city.senne.trust.keys;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The form in which somebody asks for a key, wherever it stands.
@Component
public class KeyForm {
    private final CreateKey createKey;

    KeyForm(CreateKey createKey) {
        this.createKey = createKey;
    }

    /// The page with the key in it, or with what is wrong.
    ///
    /// @param organisation whose members see what the program sees; empty for one that works for whoever makes it
    /// @param sheet as it is afterwards
    /// @param page that shows the sheet
    public Page create(
            Viewer viewer,
            Entries entries,
            String organisation,
            Supplier<KeySheet> sheet,
            Function<KeySheet, Page.Template> page,
            Words words) {
        Set<String> datasets = datasets(entries);
        Set<Scope.Verb> verbs = Arrays.stream(Scope.Verb.values())
                .filter(verb -> entries.isTicked("verb-" + verb.apiName()))
                .collect(Collectors.toSet());
        if (verbs.isEmpty() && !datasets.isEmpty() && !organisation.isEmpty()) verbs = Set.of(Scope.Verb.READ);
        boolean isForHerself = organisation.isEmpty() && viewer instanceof Viewer.Person && !viewer.isAdministrator();
        if (verbs.isEmpty() && (isForHerself || !datasets.isEmpty())) {
            return wrong(page, sheet, entries, "verbs", words.of("identity.key.verbs.needed"));
        }
        Scope scope = verbs.isEmpty() ? null : new Scope(datasets.isEmpty() ? null : datasets, verbs);
        if (entries.line("key-purpose").length() > Purpose.LONGEST) {
            String tooLong = words.of("problem.purpose-too-long", Purpose.LONGEST);
            return wrong(page, sheet, entries, "key-purpose", tooLong);
        }
        CreateKey.Wish wish = new CreateKey.Wish(
                entries.line("key-name"),
                organisation,
                days(entries),
                scope,
                calls(entries.line("calls")),
                entries.line("key-purpose"));
        return switch (createKey.create(viewer, wish)) {
            case CreateKey.Outcome.Created created -> page.apply(sheet.get().with(created.key()));
            case CreateKey.Outcome.NameNeeded _ ->
                wrong(page, sheet, entries, "key-name", words.of("identity.key.name-needed", CreateKey.LONGEST_NAME));
            case CreateKey.Outcome.WrongDays wrong ->
                wrong(page, sheet, entries, "days", words.of("identity.key.days.wrong", wrong.longest()));
            case CreateKey.Outcome.WrongDataset wrong ->
                wrong(page, sheet, entries, "datasets", words.of("identity.key.datasets.wrong", wrong.text()));
            case CreateKey.Outcome.ReadsOnly _ ->
                wrong(page, sheet, entries, "verbs", words.of("identity.key.verbs.reads-only"));
            case CreateKey.Outcome.WrongCalls _ ->
                wrong(page, sheet, entries, "calls", words.of("identity.key.calls.wrong"));
            case CreateKey.Outcome.NoSuchOrganisation unknown ->
                throw Problem.invalid("organisation-unknown", unknown.id());
            case CreateKey.Outcome.NotAllowed _ -> throw Problem.forbidden("forbidden");
        };
    }

    private static Set<String> datasets(Entries entries) {
        Set<String> datasets = new HashSet<>();
        for (String id : entries.line("datasets").toLowerCase(Locale.ROOT).split("[\\s,;]+", -1)) {
            if (!id.isEmpty()) datasets.add(id);
        }
        return datasets;
    }

    private long days(Entries entries) {
        String written = entries.line("days");
        if (written.isEmpty()) return createKey.longest();
        return written.matches("\\d{1,6}") ? Long.parseLong(written) : 0;
    }

    /// What is no number is no limit that anybody can keep, and refused as 0.
    private static @Nullable Long calls(String written) {
        if (written.isEmpty()) return null;
        return written.matches("\\d{1,9}") ? Long.parseLong(written) : 0L;
    }

    private static Page wrong(
            Function<KeySheet, Page.Template> page,
            Supplier<KeySheet> sheet,
            Entries entries,
            String input,
            String sentence) {
        return page.apply(sheet.get().wrong(entries, input, sentence)).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
