package city.senne.data.catalog;

import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Language;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Level;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Rules;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Table;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Says who else sees a dataset: its level, whose it is, and rules. Counts from the next question on.
@Component
public class ShareDataset {
    public static final int LONGEST_REASON = 1000;

    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Access access;
    private final Rules rules;
    private final Organisations organisations;
    private final Groups groups;
    private final People people;
    private final Journal journal;
    private final Clock clock;

    ShareDataset(
            Datasets datasets,
            CatalogueIndex index,
            Access access,
            Rules rules,
            Organisations organisations,
            Groups groups,
            People people,
            Journal journal,
            Clock clock) {
        this.datasets = datasets;
        this.index = index;
        this.access = access;
        this.rules = rules;
        this.organisations = organisations;
        this.groups = groups;
        this.people = people;
        this.journal = journal;
        this.clock = clock;
    }

    /// A rule as somebody asks for it.
    ///
    /// @param who the id of an organisation or a group, or the login of a person; empty for the others
    /// @param fields their names; null for all, of which nobody may think by leaving them out
    /// @param grains how exactly each of them is seen that is not seen as it is, as [Grain] spells it
    /// @param rows a condition in ODSQL; blank for all rows
    /// @param demandsPurpose whether it counts only for questions that say its purpose
    /// @param lastDay on which it counts, such as `2027-06-30`, in UTC; blank for no end
    public record Wanted(
            Rule.Effect effect,
            Audience.Kind audience,
            String who,
            @Nullable Set<String> fields,
            Map<String, String> grains,
            String rows,
            String purpose,
            boolean demandsPurpose,
            String lastDay,
            String reason) {
        /// A rule that counts whatever the purpose is that somebody says.
        public Wanted(
                Rule.Effect effect,
                Audience.Kind audience,
                String who,
                @Nullable Set<String> fields,
                Map<String, String> grains,
                String rows,
                String purpose,
                String lastDay,
                String reason) {
            this(effect, audience, who, fields, grains, rows, purpose, false, lastDay, reason);
        }
    }

    /// Throws NoSuchDataset, AccessRefused, and IllegalArgumentException for an organisation that is not
    /// there.
    ///
    /// Throws GivenByAgreement where agreements give it in the name of the organisation whose it was.
    ///
    /// @param organisation whose dataset it is; null for one that administrators alone look after. Only
    ///     they change it.
    @Transactional
    public void setLevel(Viewer viewer, DatasetId id, Level level, @Nullable String organisation) {
        Dataset dataset = locked(viewer, id);
        String owner =
                viewer.isAdministrator() ? organisation : dataset.subject().organisation();
        if (owner != null && organisations.find(owner).isEmpty()) {
            throw new IllegalArgumentException("There is no organisation " + owner);
        }
        boolean isMoved = !Objects.equals(owner, dataset.subject().organisation());
        if (isMoved && dataset.subject().rules().stream().anyMatch(this::isAgreed)) {
            throw new GivenByAgreement(id);
        }
        datasets.share(id, level, owner);
        datasets.find(id).ifPresent(index::put);
        journal.record(Entry.of(viewer, Kind.LEVEL_SET)
                .about(id.value())
                .with("level", level.apiName())
                .with("organisation", owner == null ? "" : owner));
    }

    private boolean isAgreed(Rule rule) {
        Instant until = rule.until();
        return rule.agreement() != null && (until == null || until.isAfter(clock.instant()));
    }

    /// Throws NoSuchDataset and AccessRefused.
    ///
    /// @return what is wrong with it; empty when it was made
    @Transactional
    public Optional<RuleMistake> add(Viewer viewer, DatasetId id, Wanted wanted) {
        // A group that goes takes its rules with it: it is locked before their datasets there, and so here.
        Optional<Audience> audience = audience(wanted);
        Dataset dataset = locked(viewer, id);
        Table table = dataset.table(dataset.current(), Language.EN.tag());
        TableSchema schema = table.schema();
        Instant now = clock.instant();
        Optional<RuleMistake> mistake = mistake(wanted, schema, now);
        if (mistake.isPresent()) return mistake;
        if (audience.isEmpty()) {
            return Optional.of(new RuleMistake("who", "sharing.who.unknown", wanted.who()));
        }
        if (outlastsHerLoan(viewer, dataset, wanted.effect(), audience.get())) {
            return Optional.of(new RuleMistake("who", "sharing.who.stands-in", ""));
        }
        String rows = wanted.rows().strip();
        Rule rule = new Rule(
                UUID.randomUUID(),
                wanted.effect(),
                audience.get(),
                columns(wanted.fields(), table),
                GrainChoice.ofColumns(wanted.grains(), table),
                rows.isEmpty() ? null : rows,
                rows.isEmpty() ? Map.of() : RowCondition.columns(rows, table),
                wanted.purpose().strip(),
                wanted.demandsPurpose(),
                now,
                end(wanted.lastDay()),
                wanted.reason().strip(),
                viewer.name(),
                now,
                null);
        rules.add(id.value(), rule);
        changed(id);
        journal.record(made(viewer, id, rule));
        return Optional.empty();
    }

    /// Whoever stewards only in the place of somebody who is away gives herself nothing that she would keep.
    private static boolean outlastsHerLoan(Viewer viewer, Dataset dataset, Rule.Effect effect, Audience audience) {
        String organisation = dataset.subject().organisation();
        Viewer unlimited = viewer.unlimited();
        boolean isOwn = unlimited.isAdministrator()
                || (organisation != null
                        && unlimited.memberships().own().stewarding().contains(organisation));
        return !isOwn
                && effect == Rule.Effect.PERMIT
                && viewer.person() != null
                && audience.equals(
                        new Audience(Audience.Kind.PERSON, viewer.person().toString()));
    }

    /// What an agreement gives from now on, in the place of what it gave before. Who signs it need not answer for
    /// the dataset: whoever calls this has seen that both sides signed.
    ///
    /// @return what does not fit the dataset as it is now; empty when it was done
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<RuleMistake> agree(Viewer viewer, DatasetId id, long agreement, Rule rule) {
        datasets.lock(id);
        Optional<Dataset> dataset = datasets.find(id).filter(found -> found.stage() != Stage.DELETED);
        if (dataset.isEmpty()) return Optional.of(new RuleMistake("dataset", "sharing.dataset.gone", id.value()));
        Table table = dataset.get().table(dataset.get().current(), Language.EN.tag());
        Optional<RuleMistake> mistake = misfit(rule, table);
        if (mistake.isPresent()) return mistake;
        endRules(viewer, id, agreement);
        rules.add(id.value(), rule);
        changed(id);
        journal.record(made(viewer, id, rule).with("agreement", agreement));
        return Optional.empty();
    }

    /// What an agreement gave is given no more.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAgreement(Viewer viewer, DatasetId id, long agreement) {
        datasets.lock(id);
        endRules(viewer, id, agreement);
        changed(id);
    }

    private void endRules(Viewer viewer, DatasetId id, long agreement) {
        for (UUID ended : rules.endOf(agreement, viewer.name(), clock.instant())) {
            journal.record(Entry.of(viewer, Kind.RULE_ENDED)
                    .about(id.value())
                    .with("rule", ended)
                    .with("agreement", agreement));
        }
    }

    private Optional<RuleMistake> misfit(Rule rule, Table table) {
        for (String column : Objects.requireNonNullElse(rule.fields(), Set.<String>of())) {
            if (!table.columns().contains(column)) {
                return Optional.of(new RuleMistake("fields", "sharing.field.unknown", column));
            }
        }
        Optional<RuleMistake> grain = GrainChoice.findMisfit(rule, table);
        if (grain.isPresent()) return grain;
        String rows = rule.rowFilter();
        if (rows == null) return Optional.empty();
        Instant now = clock.instant();
        Optional<RuleMistake> mistake = RowCondition.findMistake(rows, table.schema());
        if (mistake.isPresent()) return mistake;
        return RowCondition.columns(rows, table).equals(rule.rowColumns())
                ? Optional.empty()
                : Optional.of(new RuleMistake("rows", "sharing.rows.moved", rows));
    }

    private void changed(DatasetId id) {
        datasets.changed();
        datasets.find(id).ifPresent(index::put);
    }

    /// Nothing happens when there is none, it ended already, or it carries out an agreement. Throws NoSuchDataset
    /// and AccessRefused.
    @Transactional
    public void end(Viewer viewer, DatasetId id, UUID rule) {
        locked(viewer, id);
        if (!rules.end(id.value(), rule, viewer.name(), clock.instant())) return;
        changed(id);
        journal.record(Entry.of(viewer, Kind.RULE_ENDED).about(id.value()).with("rule", rule));
    }

    private static Entry made(Viewer viewer, DatasetId id, Rule rule) {
        return Entry.of(viewer, Kind.RULE_MADE)
                .about(id.value())
                .with("rule", rule.id())
                .with("effect", rule.effect().apiName())
                .with(
                        "audience",
                        rule.audience().kind().apiName() + " " + rule.audience().id())
                .with("fields", rule.fields() == null ? "" : String.join(", ", new TreeSet<>(rule.fields())))
                .with("grains", GrainChoice.spelled(rule.grains()))
                .with("rows", Objects.requireNonNullElse(rule.rowFilter(), ""))
                .with("purpose", rule.purpose())
                .with("demands-purpose", rule.demandsPurpose())
                .with("until", rule.until() == null ? "" : rule.until())
                .with("reason", rule.reason());
    }

    private Dataset locked(Viewer viewer, DatasetId id) {
        datasets.lock(id);
        Dataset dataset = datasets.find(id).orElseThrow(() -> new NoSuchDataset(id.value()));
        access.require(viewer, Act.SHARE, dataset.subject());
        return dataset;
    }

    private Optional<RuleMistake> mistake(Wanted wanted, TableSchema schema, Instant now) {
        String reason = wanted.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return Optional.of(new RuleMistake("reason", "sharing.reason.needed", String.valueOf(LONGEST_REASON)));
        }
        if (wanted.purpose().length() > LONGEST_REASON) {
            return Optional.of(new RuleMistake("purpose", "sharing.too-long", String.valueOf(LONGEST_REASON)));
        }
        if (wanted.demandsPurpose()) {
            Optional<RuleMistake> mistake = demandMistake(wanted);
            if (mistake.isPresent()) return mistake;
        }
        Set<String> fields = wanted.fields();
        if (fields != null && fields.isEmpty()) {
            return Optional.of(new RuleMistake("fields", "sharing.fields.needed", ""));
        }
        for (String field : fields == null ? Set.<String>of() : fields) {
            if (schema.findField(field).isEmpty()) {
                return Optional.of(new RuleMistake("fields", "sharing.field.unknown", field));
            }
        }
        Optional<RuleMistake> grain = GrainChoice.findMistake(wanted, schema);
        if (grain.isPresent()) return grain;
        try {
            Instant end = end(wanted.lastDay());
            if (end != null && !end.isAfter(now))
                return Optional.of(new RuleMistake("until", "sharing.until.past", ""));
        } catch (DateTimeParseException e) {
            return Optional.of(new RuleMistake("until", "sharing.until.date", wanted.lastDay()));
        }
        return RowCondition.findMistake(wanted.rows().strip(), schema);
    }

    /// What is demanded can be said: by somebody who is known, and in a text that fits.
    private static Optional<RuleMistake> demandMistake(Wanted wanted) {
        String purpose = wanted.purpose().strip();
        if (wanted.effect() == Rule.Effect.DENY || wanted.audience() == Audience.Kind.EVERYBODY) {
            return Optional.of(new RuleMistake("purpose", "sharing.demands.unknown", ""));
        }
        if (new Purpose(purpose).namesAgreement()) {
            return Optional.of(new RuleMistake("purpose", "sharing.demands.agreement", purpose));
        }
        String longest = String.valueOf(Purpose.LONGEST);
        return Purpose.canBeSaid(purpose)
                ? Optional.empty()
                : Optional.of(new RuleMistake("purpose", "sharing.demands.needed", longest));
    }

    private static @Nullable Set<String> columns(@Nullable Set<String> fields, Table table) {
        if (fields == null) return null;
        List<Field> all = table.schema().fields();
        return IntStream.range(0, all.size())
                .filter(i -> fields.contains(all.get(i).name()))
                .mapToObj(table.columns()::get)
                .collect(Collectors.toSet());
    }

    private Optional<Audience> audience(Wanted wanted) {
        return switch (wanted.audience()) {
            case EVERYBODY, SIGNED_IN -> Optional.of(new Audience(wanted.audience(), ""));
            case ORGANISATION ->
                organisations.find(wanted.who().strip()).map(found -> new Audience(wanted.audience(), found.id()));
            case GROUP ->
                Optional.of(wanted.who().strip())
                        .filter(groups::isThere)
                        .map(group -> new Audience(wanted.audience(), group));
            case PERSON ->
                people.findId(wanted.who())
                        .filter(this::stays)
                        .map(person -> new Audience(wanted.audience(), person.toString()));
        };
    }

    /// An account that is closed meanwhile takes its rules with it: it is locked before their datasets there, and so
    /// here.
    private boolean stays(UUID person) {
        people.lock(person);
        return people.find(person).isPresent();
    }

    private @Nullable Instant end(String lastDay) {
        if (lastDay.isBlank()) return null;
        return LocalDate.parse(lastDay.strip())
                .plusDays(1)
                .atStartOfDay(clock.getZone())
                .toInstant();
    }
}
