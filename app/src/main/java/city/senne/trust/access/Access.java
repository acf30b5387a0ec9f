package city.senne.trust.access;

import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The one place that is asked on every read and every write.
///
/// What is not open is denied unless the level or a rule of the dataset lets the viewer in, and what a rule denies is
/// denied whatever else permits it. Administrators, and those who publish or steward for the organisation whose
/// dataset it is, see all of it. A key with a scope does what is in its scope and what its maker may do now.
@Component
public class Access {
    private final Clock clock;
    private final Vocabulary vocabulary;
    private final ApplicationEventPublisher events;

    Access(Clock clock, Vocabulary vocabulary, ApplicationEventPublisher events) {
        this.clock = clock;
        this.vocabulary = vocabulary;
        this.events = events;
    }

    /// May this viewer do this with this dataset?
    public Verdict decide(Viewer viewer, Act act, Subject subject) {
        Scope scope = viewer.scope();
        if (scope != null && !act.isWithin(scope, subject.dataset())) {
            return new Verdict.No(Verdict.Reason.OUTSIDE_SCOPE);
        }
        return decideWithoutScope(viewer.unlimited(), act, subject);
    }

    private Verdict decideWithoutScope(Viewer viewer, Act act, Subject subject) {
        return switch (act) {
            case READ -> readWithoutScope(viewer, subject);
            case KNOW -> know(viewer, subject);
            case PUBLISH -> viewer instanceof Viewer.Pusher pusher ? push(pusher, subject) : publish(viewer, subject);
            case SEE_DELIVERIES -> publish(viewer, subject);
            case DESCRIBE -> describe(viewer, subject);
            case STAGE, SHARE -> staff(viewer, subject, viewer.memberships().stewarding());
            case SEE_JOURNAL -> staff(viewer, subject, viewer.memberships().auditing());
            case SET_UP, ERASE_FROM_JOURNAL -> staff(viewer, subject, List.of());
        };
    }

    /// The same for a dataset that need not exist yet; to read it is then as to read a draft.
    public Verdict decide(Viewer viewer, Act act, String dataset) {
        return decide(viewer, act, Subject.draft(dataset));
    }

    /// The same as a condition; throws AccessRefused with the reason.
    public void require(Viewer viewer, Act act, Subject subject) {
        if (decide(viewer, act, subject) instanceof Verdict.No no) throw refused(viewer, act, subject, no.reason());
    }

    /// Throws AccessRefused with the reason; the dataset need not exist yet.
    public void require(Viewer viewer, Act act, String dataset) {
        require(viewer, act, Subject.draft(dataset));
    }

    /// The part of a table that this viewer may read: which fields, which rows, which values masked. Throws
    /// AccessRefused, also when nothing of it is left.
    public View view(Viewer viewer, Subject subject, Table table) {
        return findView(viewer, subject, table).orElseThrow(() -> {
            Verdict verdict = read(viewer, subject);
            if (verdict instanceof Verdict.No) return refused(viewer, Act.READ, subject, verdict.reason());
            // Nothing is left of what she is let in to.
            boolean couldSay = purposes(viewer, subject).offers().stream().anyMatch(offer -> !offer.isSaid());
            Verdict.Reason reason = couldSay ? Verdict.Reason.PURPOSE_NEEDED : Verdict.Reason.RESTRICTED;
            return refused(viewer, Act.READ, subject, reason);
        });
    }

    /// The same for those who want to know what somebody else sees; empty when that is nothing.
    public Optional<View> findView(Viewer viewer, Subject subject, Table table) {
        Verdict verdict = read(viewer, subject);
        if (verdict instanceof Verdict.No) return Optional.empty();
        if (seesAll(verdict)) return Optional.of(View.of(table.schema()));
        boolean permitted = verdict.reason() != Verdict.Reason.PERMITTED;
        return SharedPart.of(table, permitted, rules(viewer, subject), viewer.attributes())
                .map(view -> described(view, table));
    }

    /// What this viewer may know about a table: her part, which has no fields when nothing is left of what she is let
    /// in to; else, of data that are there on request, all that is said about them and not denied her. Throws
    /// AccessRefused.
    public View described(Viewer viewer, Subject subject, Table table) {
        if (read(viewer, subject) instanceof Verdict.Yes) {
            return findView(viewer, subject, table).orElseGet(() -> nothing(table));
        }
        require(viewer, Act.KNOW, subject);
        // What is hidden shows no more of itself than she may see once she says for what.
        boolean hidden = subject.level() == Level.HIDDEN;
        List<Rule> rules = Stream.concat(
                        rules(viewer, subject).stream(), hidden ? unsaid(viewer, subject) : Stream.of())
                .toList();
        return SharedPart.of(table, !hidden, rules, viewer.attributes())
                .map(part -> described(part, table))
                .orElseGet(() -> nothing(table));
    }

    private static View nothing(Table table) {
        return View.of(table.schema())
                .hide(table.schema().fields().stream().map(Field::name).toArray(String[]::new));
    }

    /// A field that is seen less exactly says so wherever it is described.
    private View described(View view, Table table) {
        if (view.masks().isEmpty()) return view;
        Language language = Arrays.stream(Language.values())
                .filter(each -> each.tag().equals(table.language()))
                .findFirst()
                .orElse(Language.EN);
        return GrainWords.describe(view, vocabulary.in(language));
    }

    /// Whether the viewer sees every row and every field, so that figures about all of them tell her nothing new.
    public boolean seesEverything(Viewer viewer, Subject subject) {
        Verdict verdict = read(viewer, subject);
        if (verdict instanceof Verdict.No) return false;
        if (seesAll(verdict)) return true;
        List<Rule> rules = rules(viewer, subject);
        boolean permitted = verdict.reason() != Verdict.Reason.PERMITTED;
        return rules.stream().noneMatch(rule -> rule.effect() == Rule.Effect.DENY)
                && (permitted || rules.stream().anyMatch(Rule::isAboutEverything));
    }

    /// The rules about this viewer that count now and for what she reads, in the order in which they were made.
    public List<Rule> rules(Viewer viewer, Subject subject) {
        return about(viewer, subject)
                .filter(rule -> rule.countsFor(viewer.purpose()))
                .toList();
    }

    /// For what she may say that she reads, where rules about her demand that she does.
    public Purposes purposes(Viewer viewer, Subject subject) {
        Verdict verdict = read(viewer, subject);
        boolean matters =
                verdict instanceof Verdict.Yes ? !seesAll(verdict) : verdict.reason() == Verdict.Reason.PURPOSE_NEEDED;
        if (!matters || viewer instanceof Viewer.Anonymous) return Purposes.NONE;
        Map<String, Purposes.Offer> offers = new LinkedHashMap<>();
        about(viewer, subject).filter(Rule::demandsPurpose).forEach(rule -> {
            String spoken = rule.spokenPurpose();
            boolean isSaid = rule.countsFor(viewer.purpose());
            offers.putIfAbsent(spoken, new Purposes.Offer(spoken, rule.purpose(), rule.agreement(), isSaid));
        });
        return new Purposes(viewer.purpose(), List.copyOf(offers.values()));
    }

    /// The rules that would count for a viewer if she said for what she reads. Anonymous ones have nothing to say.
    public Stream<Rule> unsaid(Viewer viewer, Subject subject) {
        if (viewer instanceof Viewer.Anonymous) return Stream.of();
        return about(viewer, subject).filter(rule -> !rule.countsFor(viewer.purpose()));
    }

    private Stream<Rule> about(Viewer viewer, Subject subject) {
        if (subject.rules().isEmpty()) return Stream.of();
        Instant now = clock.instant();
        return subject.rules().stream()
                .filter(rule -> rule.countsAt(now) && rule.audience().includes(viewer));
    }

    /// The organisations whose datasets this viewer may bring into being. Administrators may for all, and for none.
    public Set<String> createsFor(Viewer viewer) {
        Scope scope = viewer.scope();
        if (scope != null && !scope.verbs().contains(Scope.Verb.DELIVER)) return Set.of();
        return viewer.unlimited().memberships().publishing();
    }

    private Verdict read(Viewer viewer, Subject subject) {
        return decide(viewer, Act.READ, subject);
    }

    private Verdict readWithoutScope(Viewer viewer, Subject subject) {
        if (subject.stage() == Stage.DELETED) return new Verdict.No(Verdict.Reason.DELETED);
        Verdict staff = publish(viewer, subject);
        if (staff instanceof Verdict.Yes || subject.stage() == Stage.DRAFT) return staff;
        List<Rule> rules = rules(viewer, subject);
        if (rules.stream().anyMatch(rule -> rule.effect() == Rule.Effect.DENY && rule.isAboutEverything())) {
            return new Verdict.No(Verdict.Reason.DENIED);
        }
        boolean anonymous = viewer instanceof Viewer.Anonymous;
        if (subject.level() == Level.OPEN) return new Verdict.Yes(Verdict.Reason.OPEN_DATA);
        if (subject.level() == Level.SIGNED_IN && !anonymous) return new Verdict.Yes(Verdict.Reason.SIGNED_IN);
        if (rules.stream().anyMatch(rule -> rule.effect() == Rule.Effect.PERMIT)) {
            return new Verdict.Yes(Verdict.Reason.PERMITTED);
        }
        if (unsaid(viewer, subject).findAny().isPresent()) return new Verdict.No(Verdict.Reason.PURPOSE_NEEDED);
        return new Verdict.No(anonymous ? Verdict.Reason.SIGN_IN_NEEDED : Verdict.Reason.RESTRICTED);
    }

    private Verdict know(Viewer viewer, Subject subject) {
        Verdict read = readWithoutScope(viewer, subject);
        // Who could say for what she reads has to find where to say it.
        boolean couldSay = read.reason() == Verdict.Reason.PURPOSE_NEEDED;
        boolean told = subject.stage() == Stage.PUBLISHED && (subject.level() != Level.HIDDEN || couldSay);
        boolean hers = subject.stage() != Stage.DELETED && describe(viewer, subject) instanceof Verdict.Yes;
        return read instanceof Verdict.No && (told || hers) ? new Verdict.Yes(Verdict.Reason.KNOWN) : read;
    }

    /// Rows for one dataset, and whatever its door lets through: a push key opens no other.
    private static Verdict push(Viewer.Pusher pusher, Subject subject) {
        return pusher.dataset().equals(subject.dataset())
                ? new Verdict.Yes(Verdict.Reason.PUSH_KEY)
                : new Verdict.No(Verdict.Reason.OTHER_PUSH_KEY);
    }

    private static Verdict describe(Viewer viewer, Subject subject) {
        return staff(viewer, subject, viewer.memberships().describing());
    }

    private static Verdict publish(Viewer viewer, Subject subject) {
        return staff(viewer, subject, viewer.memberships().publishing());
    }

    private static boolean seesAll(Verdict verdict) {
        return verdict.reason() == Verdict.Reason.ADMINISTRATOR || verdict.reason() == Verdict.Reason.OWN_DATASET;
    }

    private AccessRefused refused(Viewer viewer, Act act, Subject subject, Verdict.Reason reason) {
        events.publishEvent(new Refused(viewer, act, subject, reason));
        return reason == Verdict.Reason.PURPOSE_NEEDED
                ? new AccessRefused(reason, purposes(viewer, subject).spoken())
                : new AccessRefused(reason);
    }

    /// @param ownership the organisations whose datasets the viewer may do this with
    private static Verdict staff(Viewer viewer, Subject subject, Collection<String> ownership) {
        if (viewer.isAdministrator()) return new Verdict.Yes(Verdict.Reason.ADMINISTRATOR);
        if (subject.organisation() != null && ownership.contains(subject.organisation())) {
            return new Verdict.Yes(Verdict.Reason.OWN_DATASET);
        }
        return new Verdict.No(
                viewer instanceof Viewer.Anonymous
                        ? Verdict.Reason.SIGN_IN_NEEDED
                        : Verdict.Reason.ADMINISTRATORS_ONLY);
    }
}
