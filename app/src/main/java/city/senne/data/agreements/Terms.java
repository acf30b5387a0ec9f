package city.senne.data.agreements;

import city.senne.engine.odsql.Grain;
import city.senne.platform.i18n.Translated;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What an agreement says: which data, for what, on what ground, from when until when, and how they are handled.
///
/// @param grains how exactly each column is seen that is not seen as it is, as [Grain] spells it
/// @param rows a condition in ODSQL; empty for all rows
/// @param rowColumns the columns of the fields that the condition names, by those names
/// @param until the last day
/// @param published whether everybody may read the agreement
/// @param purposeDemand true where whoever reads must say the purpose; null otherwise
/// @param texts those that are not blank
public record Terms(
        List<Column> columns,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> grains,
        String rows,
        SortedMap<String, String> rowColumns,
        Basis basis,
        LocalDate from,
        LocalDate until,
        boolean published,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean purposeDemand,
        SortedMap<Term, String> texts) {

    /// A column as it was called when the terms were written.
    public record Column(String column, String name, Translated label) {}

    public Terms {
        columns = List.copyOf(columns);
        // Terms that were written before columns could be seen less exactly lack it, and so does what was signed.
        grains = new TreeMap<>(Objects.requireNonNullElse(grains, Map.of()));
        rowColumns = new TreeMap<>(rowColumns);
        // Terms that were signed before it could be demanded say nothing of it.
        purposeDemand = Boolean.TRUE.equals(purposeDemand) ? Boolean.TRUE : null;
        texts = new TreeMap<>(texts);
    }

    /// Empty when nothing is said.
    public String text(Term term) {
        return texts.getOrDefault(term, "");
    }

    /// How exactly a column of these is seen.
    Grain grain(Column column) {
        String spelled = grains.get(column.column());
        return spelled == null ? Grain.EXACT : Grain.of(spelled);
    }

    /// Whether whoever reads must say that it is for this agreement.
    boolean demandsPurpose() {
        return purposeDemand != null;
    }

    public boolean isPersonal() {
        return basis != Basis.NO_PERSONAL_DATA;
    }

    /// What has to be said before it can be signed: everything where people are concerned.
    public List<Term> missing() {
        return Arrays.stream(Term.values())
                .filter(term -> isPersonal() || term.isAsked())
                .filter(term -> text(term).isEmpty())
                .toList();
    }

    /// The first moment at which it no longer counts.
    ///
    /// @param zone where the city is
    Instant end(ZoneId zone) {
        return until.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// The same, said of the two sides too.
    Terms with(SortedMap<Term, String> others) {
        return new Terms(columns, grains, rows, rowColumns, basis, from, until, published, purposeDemand, others);
    }

    /// What is signed: the SHA-256 of all of it and of who agrees, in hexadecimal digits.
    String digest(long agreement, int version, @Nullable String giver, String receiver) {
        SortedMap<String, Object> all = new TreeMap<>();
        all.put("agreement", agreement);
        all.put("version", version);
        all.put("giver", giver == null ? "" : giver);
        all.put("receiver", receiver);
        all.put("terms", this);
        byte[] text = JsonMapper.shared().writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
