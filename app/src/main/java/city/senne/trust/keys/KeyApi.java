package city.senne.trust.keys;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys for programs that ask for them; the command speaks it with a server that runs.
@RestController
class KeyApi {
    static final String KEYS = "/api/account/keys";

    private final CreateKey createKey;

    KeyApi(CreateKey createKey) {
        this.createKey = createKey;
    }

    /// @param organisation whose members see what the program sees; without, it works for whoever makes it
    /// @param days after which the key opens nothing any more; without, as many as keys may last
    /// @param datasets the ids of those that the key is for; without, all
    /// @param may `read`, `deliver`, `manage`; without, a key for some datasets reads, and another does everything
    /// @param callsADay how often it may call the API; without, as often as others
    /// @param purpose for what all that it asks is asked; without, its program says it itself where it must
    record NewKey(
            @Nullable String name,
            @Nullable String organisation,
            @Nullable Long days,
            @Nullable List<String> datasets,
            @Nullable List<String> may,
            @JsonProperty("calls_a_day") @Nullable Long callsADay,
            @Nullable String purpose) {

        @Nullable
        Scope scope() {
            Set<Scope.Verb> verbs =
                    may == null ? Set.of() : may.stream().map(NewKey::verb).collect(Collectors.toSet());
            if (datasets == null || datasets.isEmpty()) return verbs.isEmpty() ? null : new Scope(null, verbs);
            return new Scope(Set.copyOf(datasets), verbs.isEmpty() ? Set.of(Scope.Verb.READ) : verbs);
        }

        private static Scope.Verb verb(String name) {
            return Scope.Verb.find(name).orElseThrow(() -> Problem.invalid("key-may-wrong", name));
        }
    }

    record Key(String name, String key) {}

    @PostMapping(KEYS)
    @ResponseStatus(HttpStatus.CREATED)
    Key create(Viewer viewer, @RequestBody NewKey wanted) {
        String organisation = Objects.requireNonNullElse(wanted.organisation(), "");
        long days = Objects.requireNonNullElse(wanted.days(), createKey.longest());
        CreateKey.Wish wish = new CreateKey.Wish(
                Objects.requireNonNullElse(wanted.name(), ""),
                organisation,
                days,
                wanted.scope(),
                wanted.callsADay(),
                Objects.requireNonNullElse(wanted.purpose(), ""));
        return switch (createKey.create(viewer, wish)) {
            case CreateKey.Outcome.WrongDays wrong -> throw Problem.invalid("key-days-wrong", wrong.longest());
            case CreateKey.Outcome.Created created ->
                new Key(created.key().name(), created.key().text());
            case CreateKey.Outcome.NameNeeded _ -> throw Problem.invalid("key-name-needed", CreateKey.LONGEST_NAME);
            case CreateKey.Outcome.NoSuchOrganisation unknown ->
                throw Problem.invalid("organisation-unknown", unknown.id());
            case CreateKey.Outcome.WrongDataset wrong -> throw Problem.invalid("key-dataset-wrong", wrong.text());
            case CreateKey.Outcome.ReadsOnly _ -> throw Problem.invalid("key-reads-only");
            case CreateKey.Outcome.WrongCalls _ -> throw Problem.invalid("key-calls-wrong");
            case CreateKey.Outcome.NotAllowed _ -> throw Problem.forbidden("forbidden");
        };
    }
}
