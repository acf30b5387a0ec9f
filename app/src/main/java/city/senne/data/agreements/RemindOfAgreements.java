package city.senne.data.agreements;

import city.senne.platform.i18n.Vocabulary;
import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Writes to both sides 60, 30 and 7 days before an agreement ends, and to those who should have answered a request by
/// now; each once, to stewards whose address is confirmed. Without a mail server the lists on their accounts say it.
@Component
class RemindOfAgreements {
    private static final List<Integer> DAYS_BEFORE = List.of(7, 30, 60);

    private final Agreements agreements;
    private final Organisations organisations;
    private final People people;
    private final SendMail mail;
    private final Vocabulary vocabulary;
    private final CurrentPortal portal;
    private final Clock clock;

    RemindOfAgreements(
            Agreements agreements,
            Organisations organisations,
            People people,
            SendMail mail,
            Vocabulary vocabulary,
            CurrentPortal portal,
            Clock clock) {
        this.agreements = agreements;
        this.organisations = organisations;
        this.people = people;
        this.mail = mail;
        this.vocabulary = vocabulary;
        this.portal = portal;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    void remind() {
        if (!mail.isPossible()) return;
        Words words = vocabulary.in(portal.portal().languages().first());
        for (Agreement agreement : agreements.list(null)) {
            Optional<String> occasion = findOccasion(agreement);
            if (occasion.isEmpty()) continue;
            boolean late = agreement.isOpen();
            TreeSet<String> addresses = new TreeSet<>(addresses(agreement, Side.GIVER));
            if (!late) addresses.addAll(addresses(agreement, Side.RECEIVER));
            // Whoever confirms an address later is still told.
            if (addresses.isEmpty() || !agreements.noteReminder(agreement.number(), occasion.get(), clock.instant())) {
                continue;
            }
            for (String address : addresses) mail.sendSoon(letter(agreement, late, address, words));
        }
    }

    /// Of what somebody is to be reminded now; the nearest day counts.
    private Optional<String> findOccasion(Agreement agreement) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock);
        LocalDate due = agreement.due();
        if (agreement.isOpen()) return due != null && due.isBefore(today) ? Optional.of("late") : Optional.empty();
        if (!agreement.countsOn(today)) return Optional.empty();
        Agreement.Version signed = agreement.findSigned().orElseThrow();
        Instant end = signed.terms().end(clock.getZone());
        return DAYS_BEFORE.stream()
                .filter(days -> !now.isBefore(end.minus(days, ChronoUnit.DAYS)))
                .findFirst()
                // Who signed for less than that knows it.
                .filter(days -> signedAt(agreement, signed).isBefore(end.minus(days, ChronoUnit.DAYS)))
                .map(days -> signed.number() + ":" + days);
    }

    private static Instant signedAt(Agreement agreement, Agreement.Version version) {
        return agreement.said().stream()
                .filter(said -> said.kind() == Said.Kind.SIGNED && said.version() == version.number())
                .map(Said::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<String> addresses(Agreement agreement, Side side) {
        String organisation = agreement.organisation(side);
        if (organisation != null) return people.listStewardAddresses(organisation);
        return side == Side.RECEIVER
                ? people.findConfirmedAddress(agreement.asker()).stream().toList()
                : List.of();
    }

    private Letter letter(Agreement agreement, boolean late, String address, Words words) {
        PartyNames names = new PartyNames(organisations.list(), true, words);
        String what = words.of(
                "agreements.concern",
                Article.title(agreement, words),
                names.giver(agreement),
                names.receiver(agreement));
        LocalDate due = agreement.due();
        String when = late && due != null
                ? words.of("agreements.due", words.date(due))
                : words.of(
                        "agreements.letter.ends",
                        words.date(agreement.findSigned().orElseThrow().terms().until()));
        String link = mail.address("/agreements/" + agreement.number());
        return new Letter(
                address,
                words.of(
                        late ? "agreements.letter.late.subject" : "agreements.letter.ends.subject", agreement.number()),
                what + "\n\n" + when + "\n\n" + link + "\n");
    }
}
