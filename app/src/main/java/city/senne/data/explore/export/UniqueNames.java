package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Names of columns in formats that cannot hold every name: none stands twice, whatever their case.
final class UniqueNames {
    private UniqueNames() {}

    /// Letters, digits and `_`, beginning with a letter or `_`, as XML and Turtle want them.
    static List<String> plain(List<OutputColumn> columns) {
        return of(columns, Integer.MAX_VALUE, name -> {
            String plain = name.replaceAll("[^\\p{L}\\p{Nd}_]", "_");
            return plain.matches("[\\p{L}_].*") ? plain : "_" + plain;
        });
    }

    /// The same without accents and cut: `hauteur_du_tronc` and `hauteur_du_toit` are `hauteur_du` and `hauteur__1`.
    static List<String> ascii(List<OutputColumn> columns, int most) {
        return of(columns, most, name -> {
            String bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
            String plain = bare.replaceAll("[^A-Za-z0-9_]", "_");
            return plain.matches("[A-Za-z].*") ? plain : "f" + plain;
        });
    }

    private static List<String> of(List<OutputColumn> columns, int most, UnaryOperator<String> fitting) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (OutputColumn column : columns) {
            String whole = fitting.apply(column.name());
            String name = cut(whole, most);
            for (int n = 1; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                String number = "_" + n;
                name = cut(whole, most - number.length()) + number;
            }
            names.add(name);
        }
        return names;
    }

    private static String cut(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most);
    }
}
