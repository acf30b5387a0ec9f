package city.senne.data.agreements;

import city.senne.platform.i18n.Words;
import city.senne.trust.credentials.ConfirmPerson;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the page of an agreement shows, and what its reader may do there.
///
/// @param shown the version of the terms that is read
/// @param obstacle why her side cannot sign yet; null when it can, or she may not
/// @param means with what she tells that it is she, when she signs
/// @param mayPropose whether she may write other terms
public record AgreementSheet(
        Agreement agreement,
        Agreement.Version shown,
        Parties.Standing standing,
        PartyNames names,
        @Nullable String obstacle,
        ConfirmPerson.Means means,
        boolean mayPropose,
        boolean isDatasetKnown,
        LocalDate today) {

    public List<Article> articles(Words words) {
        Terms before = shown.number() == 1
                ? null
                : agreement.version(shown.number() - 1).terms();
        return Article.of(agreement, shown.terms(), before, names, words);
    }

    /// The same without saying what changed.
    public List<Article> plainArticles(Words words) {
        return Article.of(agreement, shown.terms(), null, names, words);
    }

    public String title(Words words) {
        return Article.title(agreement, words);
    }

    public String path() {
        return "/agreements/" + agreement.number();
    }

    public String standingWord() {
        return agreement.standing(today);
    }

    /// Whether the terms that are shown are the newest.
    public boolean isCurrent() {
        return shown.number() == agreement.current().number();
    }

    /// Whether these terms give access today.
    public boolean counts() {
        return agreement.countsOn(today)
                && agreement.findSigned().filter(shown::equals).isPresent();
    }

    public boolean maySay() {
        return standing.voice() != null && agreement.isAlive();
    }

    public boolean mayDecide() {
        return standing.decides() && agreement.isOpen();
    }

    public boolean mayWithdraw() {
        return standing.side() == Side.RECEIVER
                && (agreement.isOpen() || agreement.state() == Agreement.State.APPROVED);
    }

    public boolean mayAdvise() {
        return !standing.advises().isEmpty() && agreement.isAlive() && isCurrent();
    }

    /// Whether a signature of her side is missing that she may give, if nothing else stands in its way.
    public boolean maySign() {
        Side side = standing.side();
        return side != null
                && standing.signs()
                && isToSign()
                && findSignature(side).isEmpty();
    }

    /// Whether the terms that are shown wait for signatures.
    public boolean isToSign() {
        boolean time = agreement.state() == Agreement.State.APPROVED || agreement.state() == Agreement.State.IN_FORCE;
        return time
                && isCurrent()
                && Stream.of(Side.values()).anyMatch(side -> findSignature(side).isEmpty());
    }

    public boolean mayEnd() {
        boolean broken = agreement.state() == Agreement.State.APPROVED && standing.side() == Side.GIVER;
        return standing.ends() != null && (broken || agreement.countsOn(today));
    }

    /// Whether a side signed the terms that are shown.
    public boolean isSigned() {
        return Stream.of(Side.values()).anyMatch(side -> findSignature(side).isPresent());
    }

    public Optional<Said> findSignature(Side side) {
        return agreement.findSignature(shown.number(), side);
    }

    public Optional<Said> findOpinion(Side side) {
        return agreement.findOpinion(shown.number(), side);
    }

    /// What has to be said before the terms can be signed.
    public List<Term> missing() {
        return isToSign() || agreement.isOpen() ? shown.terms().missing() : List.of();
    }
}
