package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;

import city.senne.engine.odsql.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/// Rows with places, as awkward as they come.
final class GivenPlaces {
    private GivenPlaces() {}

    /// An area with a hole and two parts, a line, a point, no place at all.
    static GivenRows shapes() throws ParseException {
        return rows().column("nom", ValueType.TEXT)
                .column("count(*)", ValueType.INTEGER)
                .column("forme", ValueType.SHAPE)
                .row("Étang & <lac>\u0001", 2L, wkb("""
                        MULTIPOLYGON (((4 50, 5 50, 5 51, 4 50), (4.6 50.2, 4.8 50.2, 4.8 50.4, 4.6 50.2)),
                        ((6 50, 7 50, 7 51, 6 50)))"""))
                .row("Chemin", 1L, wkb("LINESTRING (4 50, 5 51, 6 51)"))
                .row("Borne", null, wkb("POINT (4.5 50.5)"))
                .row("Nulle part", 10L, null);
    }

    /// A value of each type, and a row that has none.
    static GivenRows values() {
        return rows().column("nom", ValueType.TEXT)
                .column("entier", ValueType.INTEGER)
                .column("mesure", ValueType.NUMBER)
                .column("montant", ValueType.DECIMAL)
                .column("vrai", ValueType.BOOLEAN)
                .column("jour", ValueType.DATE)
                .column("mois", ValueType.DATE, "Mois", "month")
                .column("instant", ValueType.DATETIME)
                .column("mots", ValueType.TEXTS)
                .column("objet", ValueType.JSON)
                .column("lieu", ValueType.POINT)
                .row(
                        "Le Nid",
                        9007199254740993L,
                        1.5e-10,
                        new BigDecimal("12.5000"),
                        true,
                        LocalDate.of(1988, 4, 1),
                        LocalDate.of(1988, 4, 1),
                        OffsetDateTime.parse("2026-01-10T23:30:00Z"),
                        List.of("a", "b"),
                        "{\"etat\": \"bon\"}",
                        new Rows.Place(4.35, 50.85))
                .row(null, null, Double.NaN, null, null, null, null, null, null, null, null);
    }

    static byte[] wkb(String wkt) throws ParseException {
        return new WKBWriter().write(new WKTReader().read(wkt));
    }
}
