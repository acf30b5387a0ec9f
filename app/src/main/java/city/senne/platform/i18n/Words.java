package city.senne.platform.i18n;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Everything that is said in one language. Templates use it as `${words.of("catalog.rows", count)}`.
public final class Words {
    private static final int MOST_DECIMALS = 6;

    private final Language language;
    private final ZoneId zone;
    private final Map<String, String> texts;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
    private final DateTimeFormatter month;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dateTime;

    Words(Language language, ZoneId zone, Map<String, String> texts) {
        this.language = language;
        this.zone = zone;
        this.texts = texts;
        this.month = DateTimeFormatter.ofPattern("LLLL uuuu", language.locale());
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language.locale());
        this.dateTime = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(zone);
    }

    public Language language() {
        return language;
    }

    /// Where the city is: times are shown as its clocks show them.
    public ZoneId zone() {
        return zone;
    }

    /// The text of a key, with its `{0}`, `{1}` filled in; plurals as
    /// `{0, plural, one {# row} other {# rows}}`. Throws [IllegalArgumentException] for an unknown key.
    public String of(String key, Object... arguments) {
        String text = texts.get(key);
        if (text == null) throw new IllegalArgumentException("No word in " + language.tag() + " for '" + key + "'");
        if (text.indexOf('{') < 0) return text;
        MessageFormat format =
                formats.computeIfAbsent(key, _ -> new MessageFormat(text, ULocale.forLocale(language.locale())));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /// The text of a key as it was written.
    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    Set<String> keys() {
        return texts.keySet();
    }

    /// `12 345,6` in French, `12.345,6` in Dutch, `12,345.6` in English; at most six decimals.
    public String number(Number number) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(number);
    }

    /// The same, with the decimals that its column keeps, where these are one or two: `12,50` for money.
    public String amount(Number number) {
        int kept = number instanceof BigDecimal exact ? exact.scale() : 0;
        if (kept < 1 || kept > 2) return number(number);
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(kept);
        format.setMaximumFractionDigits(kept);
        return format.format(number);
    }

    /// A share between 0 and 1 as `12,5 %`.
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(language.locale());
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /// `21 novembre 2026`.
    public String date(LocalDate day) {
        return withFirstDay(date.format(day));
    }

    /// `March 2019`.
    public String month(LocalDate day) {
        return month.format(day);
    }

    public String date(Instant instant) {
        return withFirstDay(date.format(instant.atZone(zone)));
    }

    /// `21 novembre 2026 à 22:14`, on the clocks of the city.
    public String dateTime(Instant instant) {
        return withFirstDay(dateTime.format(instant));
    }

    /// A written date in which French counts the first day of a month as it is said: `1er novembre 2026`.
    public String withFirstDay(String written) {
        return language == Language.FR && written.startsWith("1 ") ? "1er" + written.substring(1) : written;
    }

    /// How long ago it was: `il y a 3 heures`; a date when it is more than a month.
    public String ago(Instant instant) {
        Duration past = Duration.between(instant, Instant.now());
        if (past.toDays() > 30) return date(instant);
        RelativeDateTimeFormatter format = RelativeDateTimeFormatter.getInstance(language.locale());
        if (past.toSeconds() < 45) {
            return format.format(RelativeDateTimeFormatter.Direction.PLAIN, RelativeDateTimeFormatter.AbsoluteUnit.NOW);
        }
        if (past.toMinutes() < 60)
            return format.format(Math.max(1, past.toMinutes()), Direction.LAST, RelativeUnit.MINUTES);
        if (past.toHours() < 24) return format.format(past.toHours(), Direction.LAST, RelativeUnit.HOURS);
        return format.format(past.toDays(), Direction.LAST, RelativeUnit.DAYS);
    }

    /// A size in the units that people know: `1,4 Mo`, `1,4 MB`. Each is 1024 of the one before, as in the settings:
    /// what `senne.attachments.max-file-size=100MB` allows is 100 MB on pages too.
    public String size(long bytes) {
        String[] units = language == Language.FR
                ? new String[] {"octets", "ko", "Mo", "Go", "To"}
                : new String[] {"bytes", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(size < 10 && unit > 0 ? 1 : 0);
        return format.format(size) + "\u00A0" + units[unit];
    }
}
