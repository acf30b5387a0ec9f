package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For rights and questions made by chance: asking through the rights answers the same as asking, without any, a
/// table that was filtered, masked and rid of its hidden columns by hand-written SQL beforehand.
class RightsFuzzTest {
    private static final int QUESTIONS_PER_RIGHT = Integer.getInteger("senne.fuzz.questions", 12);

    private static final List<String> FACETS = List.of("commune", "tags", "plante");
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    /// @param sqlFilter says in SQL what the view's row filter says in ODSQL
    /// @param sqlMasks column to SQL, likewise
    record Right(String name, View view, String sqlFilter, Map<String, String> sqlMasks) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Right> rights() {
        View all = View.of(Trees.SCHEMA);
        return List.of(
                new Right("everything", all, "true", Map.of()),
                new Right(
                        "rows",
                        all.onlyRows("commune = 'Ixelles' or hauteur > 20"),
                        "commune = 'Ixelles' OR hauteur > 20",
                        Map.of()),
                new Right("rows by null", all.onlyRows("not protege"), "protege IS NOT TRUE", Map.of()),
                new Right("no rows", all.onlyRows("false"), "false", Map.of()),
                new Right(
                        "hidden",
                        all.hide("nom", "localisation", "hauteur").onlyRows("hauteur > 8"),
                        "hauteur > 8",
                        Map.of()),
                new Right(
                        "blank",
                        all.hide("note")
                                .mask(Map.of(
                                        "hauteur",
                                        new Mask.Blank(),
                                        "tags",
                                        new Mask.Blank(),
                                        "localisation",
                                        new Mask.Blank())),
                        "true",
                        Map.of(
                                "hauteur", "NULL::BIGINT",
                                "tags", "NULL::VARCHAR[]",
                                "localisation", "NULL::BLOB",
                                "localisation__x", "NULL::DOUBLE",
                                "localisation__y", "NULL::DOUBLE")),
                new Right(
                        "generalised",
                        all.onlyRows("tags = 'alignement' or essence = 'Chêne'")
                                .mask(Map.of(
                                        "nom", new Mask.Generalised("lower(essence)"),
                                        "diametre", new Mask.Generalised("diametre * 0 + 7"),
                                        "plante", new Mask.Generalised("date'2000-01-01'"))),
                        "list_contains(tags, 'alignement') OR essence = 'Chêne'",
                        Map.of(
                                "nom", "lower(essence)",
                                "diametre", "diametre * 0 + 7",
                                "plante", "DATE '2000-01-01'")));
    }

    @ParameterizedTest
    @MethodSource("rights")
    void asking_through_rights_is_asking_what_is_left(Right right) throws SQLException {
        Relation left = leftOver(right);
        TableSchema schema = right.view().schema();
        var random = new Random(right.name().hashCode() + Long.getLong("senne.fuzz.seed", 0));
        int answered = 0;
        for (int i = 0; i < QUESTIONS_PER_RIGHT; i++) {
            Question question = new Questions(random).next();
            Answer through = answer(() -> answers(question, right.view(), Trees.relation()));
            Answer on = answer(() -> answers(question, View.of(schema), left));
            assertThat(through).as("%s", question).isEqualTo(on);
            if (!through.refused()) answered++;
        }
        assertThat(answered).as("questions that made sense").isGreaterThan(QUESTIONS_PER_RIGHT / 12);
    }

    private static Relation leftOver(Right right) throws SQLException {
        String columns = Trees.SCHEMA.fields().stream()
                .filter(field -> !right.view().hidden().contains(field.name()))
                .flatMap(field -> field.columns().stream())
                .map(column -> right.sqlMasks().getOrDefault(column.name(), '"' + column.name() + '"') + " AS \""
                        + column.name() + '"')
                .collect(Collectors.joining(", "));
        trees.run("CREATE OR REPLACE TABLE left_over AS SELECT " + columns + " FROM trees WHERE " + right.sqlFilter());
        return Relation.of("left_over").as("arbres", Trees.NOW).orderedBy("rowid");
    }

    record Answer(boolean refused, String text) {}

    private interface Asking {
        List<Object> ask();
    }

    private static Answer answer(Asking asking) {
        try {
            return new Answer(false, asking.ask().toString());
        } catch (OdsqlException e) {
            return new Answer(true, String.valueOf(e.getMessage()));
        }
    }

    private static List<Object> answers(Question question, View view, Relation relation) {
        List<Object> answers = new ArrayList<>();
        answers.add(trees.ask(question, view, relation));
        answers.add(trees.count(question, view, relation));
        List<FacetRequest> facets = FACETS.stream()
                .filter(name -> view.schema().findField(name).isPresent())
                .map(FacetRequest::of)
                .toList();
        answers.add(trees.facets(question, view, facets, relation));
        return answers;
    }

    /// Questions that are mostly well-formed; also about fields that may be hidden.
    private record Questions(Random random) {
        private static final List<String> FIELDS = List.of(
                "id",
                "nom",
                "essence",
                "commune",
                "categorie",
                "tags",
                "hauteur",
                "diametre",
                "protege",
                "plante",
                "releve",
                "localisation",
                "emprise",
                "`year`",
                "note",
                "recordid");
        private static final List<String> TEXTS = List.of(
                "'Ixelles'", "'Chêne'", "'alignement'", "'tilleul'", "'T05'", "\"it's\"", "''", "'Platane'", "'chêne'");

        Question next() {
            boolean grouped = random.nextInt(3) == 0;
            String key = oneOf(
                    "commune",
                    "essence",
                    "tags",
                    "protege",
                    "year(plante)",
                    "range(hauteur, 10)",
                    "range(hauteur, *, 10, 20)",
                    "ifnull(commune, 'x')",
                    "lower(nom)",
                    "plante",
                    field());
            return new Question(
                    grouped ? oneOf(key + ", count(*) as n", aggregate() + " as a, " + aggregate()) : select(),
                    random.nextInt(4) == 0 ? List.of() : List.of(condition(3)),
                    grouped ? key : null,
                    grouped
                            ? oneOf(key, "count(*) desc", "-" + key)
                            : oneOf("id", "-hauteur, id", field() + " desc", "random(3), id"),
                    random.nextInt(5) == 0
                            ? List.of(oneOf(
                                    "commune:Ixelles", "tags:ancien", "plante:2014", "categorie:Feuillu", "nom:x"))
                            : List.of(),
                    random.nextInt(6) == 0 ? List.of(oneOf("commune:Uccle", "tags:jeune", "essence:Pin")) : List.of(),
                    oneOf(5, 20, 100),
                    random.nextInt(3),
                    Locale.FRENCH,
                    ZoneId.of(oneOf("UTC", "Europe/Brussels")));
        }

        private String select() {
            return oneOf(
                    "*",
                    "include(*)".replace("*", "t*"),
                    "id, " + field(),
                    "id, " + value(2) + " as v",
                    "exclude(nom)",
                    aggregate() + " as a",
                    "id, " + aggregate() + " as a",
                    "recordid, record_size");
        }

        private String aggregate() {
            return oneOf(
                    "count(*)",
                    "count(" + field() + ")",
                    "sum(" + value(1) + ")",
                    "max(" + field() + ")",
                    "avg(hauteur)",
                    "count(distinct " + field() + ")",
                    "median(diametre)",
                    "bbox(localisation)",
                    "min(plante)");
        }

        private String condition(int depth) {
            if (depth > 0 && random.nextInt(2) == 0) {
                String left = condition(depth - 1);
                return oneOf(
                        "not (" + left + ")",
                        "(" + left + " and " + condition(depth - 1) + ")",
                        "(" + left + " or " + condition(depth - 1) + ")");
            }
            String text = oneOf(TEXTS.toArray(String[]::new));
            return switch (random.nextInt(13)) {
                case 0 -> field() + oneOf(" = ", " != ", " > ", " <= ") + text;
                case 1 -> value(2) + oneOf(" = ", " < ", " >= ") + value(1);
                case 2 -> field() + oneOf(" is null", " is not null");
                case 3 -> "protege" + oneOf("", " is true", " is false", ":true");
                case 4 -> field() + " in (" + text + ", " + oneOf(TEXTS.toArray(String[]::new)) + ")";
                case 5 -> "hauteur in [" + random.nextInt(30) + ".." + random.nextInt(40) + "[";
                case 6 -> text;
                case 7 ->
                    oneOf("search", "suggest", "startswith") + "(" + oneOf("", "nom, ", "nom, essence, ", "*, ") + text
                            + ")";
                case 8 -> "plante " + oneOf("<", ">=") + " date'" + (1870 + random.nextInt(150)) + "'";
                case 9 ->
                    "within_distance(" + oneOf("localisation", "emprise") + ", geom'POINT(4.36 50.83)', "
                            + random.nextInt(9) + "km)";
                case 10 ->
                    oneOf("intersects", "disjoint", "within") + "(" + oneOf("localisation", "emprise")
                            + ", geom'POLYGON((4.33 50.8, 4.4 50.85, 4.33 50.85, 4.33 50.8))')";
                case 11 -> field() + " like " + text;
                default -> text + " in " + field();
            };
        }

        private String value(int depth) {
            if (depth > 0 && random.nextInt(2) == 0) {
                return oneOf(
                        "(" + value(depth - 1) + oneOf(" + ", " - ", " * ", " / ") + value(depth - 1) + ")",
                        "ifnull(" + field() + ", " + value(depth - 1) + ")",
                        "length(" + field() + ")",
                        "year(" + field() + ")");
            }
            return oneOf("hauteur", "diametre", "`year`", String.valueOf(random.nextInt(50)), "2.5", field());
        }

        private String field() {
            return oneOf(FIELDS.toArray(String[]::new));
        }

        @SafeVarargs
        private <T> T oneOf(T... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
