package city.senne.data.explore;

import city.senne.data.places.Position;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.util.List;
import java.util.Optional;

/// The surroundings of a place, as the address of a page says them: `near=latitude,longitude`, `within=metres`,
/// `around=` what the place is called.
///
/// @param metres as the crow flies
public record Near(Position middle, int metres, String name) {
    static final String MIDDLE = "near";
    static final String METRES = "within";
    static final String NAME = "around";
    static final int USUAL_METRES = 500;
    private static final int MOST_METRES = 50_000;
    private static final int LONGEST_NAME = 200;

    /// Nothing where the address says none, or none that can be read.
    static Optional<Near> read(PageAddress address) {
        return Position.read(address.text(MIDDLE)).map(middle -> {
            String name = address.text(NAME).strip();
            boolean isNamed = !name.isEmpty() && name.length() <= LONGEST_NAME;
            return new Near(middle, metres(address.text(METRES)), isNamed ? name : middle.toString());
        });
    }

    /// The same page, around this place.
    PageAddress on(PageAddress page) {
        return page.with(MIDDLE, middle.toString().replace(" ", ""))
                .with(METRES, metres)
                .with(NAME, name);
    }

    static int metres(String text) {
        return text.matches("\\d{1,6}") ? Math.clamp(Integer.parseInt(text), 1, MOST_METRES) : USUAL_METRES;
    }

    static boolean isParameter(String name) {
        return List.of(MIDDLE, METRES, NAME).contains(name);
    }

    /// `500 m`, `1.5 km`.
    static String distance(double metres, Words words) {
        return metres < 1000
                ? words.of("explore.metres", Math.round(metres / 10) * 10)
                : words.of("explore.kilometres", metres / 1000);
    }

    public String said(Words words) {
        return words.of("explore.chip.near", distance(metres, words), name);
    }

    /// The condition in ODSQL.
    String within(Field place) {
        return "within_distance(%s, %s, %dm)".formatted(Spelling.name(place.name()), point(), metres);
    }

    /// How far a row is, in ODSQL.
    String distance(Field place) {
        return "distance(%s, %s)".formatted(Spelling.name(place.name()), point());
    }

    private String point() {
        return "geom'POINT(%s %s)'".formatted(plain(middle.longitude()), plain(middle.latitude()));
    }

    private static String plain(double degrees) {
        return new java.math.BigDecimal(String.valueOf(degrees)).toPlainString();
    }
}
