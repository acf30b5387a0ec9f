package city.senne.data.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.chart.ChartData.Axis;
import city.senne.data.chart.ChartData.Coverage;
import city.senne.data.chart.ChartData.Dot;
import city.senne.data.chart.ChartData.Group;
import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DrawingTest {
    private static final Coverage ALL = new Coverage(1, 1, 1, 0);

    @ParameterizedTest
    @EnumSource(Drawing.Size.class)
    void names_have_lying_bars_as_long_as_their_values(Drawing.Size size) throws Exception {
        Document drawing = draw(ChartKind.BAR, names(group("A", 0, 10), group("B", 1, 5)), size);
        List<Element> bars = all(drawing, "rect");
        assertThat(bars).hasSize(2);
        assertThat(number(bars.get(0), "width"))
                .isCloseTo(2 * number(bars.get(1), "width"), org.assertj.core.data.Offset.offset(0.2));
        assertThat(texts(drawing)).contains("A", "B", "10", "5", "0");
    }

    @Test
    void what_is_below_nothing_points_the_other_way() throws Exception {
        List<Element> bars =
                all(draw(ChartKind.BAR, names(group("up", 0, 4), group("down", 1, -4)), Drawing.Size.WIDE), "rect");
        double zero = number(bars.get(0), "x");
        assertThat(number(bars.get(1), "x") + number(bars.get(1), "width"))
                .isCloseTo(zero, org.assertj.core.data.Offset.offset(0.2));
    }

    @Test
    void long_names_are_cut_in_the_drawing_and_whole_for_the_pointer() throws Exception {
        String name = "Direction générale de l'aménagement du territoire, du logement et du patrimoine ".repeat(3);
        Document drawing = draw(ChartKind.BAR, names(group(name, 0, 1)), Drawing.Size.NARROW);
        assertThat(texts(drawing))
                .anyMatch(text -> text.endsWith("…"))
                .noneMatch(text -> text.length() > 60 && text.endsWith("…"));
        assertThat(all(drawing, "title"))
                .anyMatch(title -> title.getTextContent().equals(name));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChartKind.class,
            names = {"BAR", "LINE", "AREA"})
    void without_any_value_there_are_axes_and_nothing_else(ChartKind kind) throws Exception {
        Document drawing =
                draw(kind, names(group("A", 0, (Number) null), group("B", 1, (Number) null)), Drawing.Size.WIDE);
        assertThat(all(drawing, "rect")).isEmpty();
        assertThat(all(drawing, "path")).isEmpty();
        assertThat(all(drawing, "circle")).isEmpty();
        assertThat(drawing.getDocumentElement().getTextContent())
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChartKind.class,
            names = {"LINE", "AREA"})
    void one_point_is_a_dot(ChartKind kind) throws Exception {
        Document drawing = draw(kind, times(ChronoUnit.YEARS, group("2024", at(2024), 3)), Drawing.Size.WIDE);
        assertThat(all(drawing, "circle")).hasSize(1);
        assertThat(number(all(drawing, "circle").getFirst(), "cx")).isBetween(0.0, 860.0);
        assertThat(texts(drawing)).contains("2024");
    }

    @Test
    void a_line_is_broken_where_a_value_or_a_year_is_missing() throws Exception {
        ChartData data = times(
                ChronoUnit.YEARS,
                group("2001", at(2001), 1),
                group("2002", at(2002), 2),
                group("2003", at(2003), (Number) null),
                group("2004", at(2004), 2),
                group("2005", at(2005), 3),
                group("2008", at(2008), 4),
                group("2009", at(2009), 5));
        assertThat(all(draw(ChartKind.LINE, data, Drawing.Size.WIDE), "path")).hasSize(3);
    }

    @Test
    void series_are_told_apart_by_more_than_colour_and_named() throws Exception {
        ChartData data = new ChartData(
                Axis.YEARS,
                ChronoUnit.FOREVER,
                0,
                List.of(group("2001", 2001, 1, 4), group("2002", 2002, 2, 3)),
                List.of(),
                List.of("Les Iris", "Port du Nord"),
                ALL);
        Document drawing = draw(ChartKind.LINE, data, Drawing.Size.WIDE);
        assertThat(all(drawing, "path").stream()
                        .map(path -> path.getAttribute("stroke-dasharray"))
                        .distinct())
                .hasSize(2);
        assertThat(texts(drawing)).contains("Les Iris", "Port du Nord");
    }

    @Test
    void ten_thousand_groups_are_drawn_without_their_labels_running_into_each_other() throws Exception {
        Group[] groups = IntStream.range(0, 10_000)
                .mapToObj(i -> group("g" + i, i, i % 97))
                .toArray(Group[]::new);
        ChartData data =
                new ChartData(Axis.NUMBERS, ChronoUnit.FOREVER, 0, List.of(groups), List.of(), List.of(""), ALL);
        String svg = Drawing.svg(figure(ChartKind.LINE, data), Drawing.Size.WIDE, "x");
        assertThat(svg.length()).isLessThan(200_000);
        assertThat(texts(parse(svg)).size()).isLessThan(40);
        assertThat(texts(draw(ChartKind.BAR, data, Drawing.Size.WIDE)).size()).isLessThan(40);
    }

    @Test
    void dots_lie_within_the_drawing() throws Exception {
        List<Dot> dots = List.of(new Dot(-5, 1e9, 0), new Dot(3.5, -1e9, 0));
        ChartData data = new ChartData(Axis.NUMBERS, ChronoUnit.FOREVER, 0, List.of(), dots, List.of(""), ALL);
        assertThat(all(draw(ChartKind.SCATTER, data, Drawing.Size.WIDE), "circle"))
                .hasSize(2)
                .allSatisfy(dot -> {
                    assertThat(number(dot, "cx")).isBetween(0.0, 860.0);
                    assertThat(number(dot, "cy")).isBetween(0.0, 500.0);
                });
    }

    @Test
    void no_text_of_others_becomes_markup_and_no_look_needs_a_style() throws Exception {
        ChartData data = names(group("<script>alert(1)</script>\u0000\uD800 \"'&", 0, 1));
        String svg = Drawing.svg(figure(ChartKind.BAR, data), Drawing.Size.WIDE, "x");
        assertThat(svg).doesNotContain("<script").doesNotContain("style=").contains("&lt;script&gt;");
        assertThat(parse(svg).getDocumentElement().getAttribute("role")).isEqualTo("img");
    }

    private static ChartData names(Group... groups) {
        return new ChartData(Axis.NAMES, ChronoUnit.FOREVER, 0, List.of(groups), List.of(), List.of(""), ALL);
    }

    private static ChartData times(ChronoUnit period, Group... groups) {
        return new ChartData(Axis.TIMES, period, 0, List.of(groups), List.of(), List.of(""), ALL);
    }

    private static Group group(String label, double at, @Nullable Number... values) {
        return new Group(label, at, Arrays.asList(values));
    }

    private static double at(int year) {
        return Ticks.seconds(LocalDateTime.of(year, 1, 1, 0, 0));
    }

    private static Figure figure(ChartKind kind, ChartData data) {
        return new Figure(
                kind,
                data,
                "Title",
                "Description",
                List.of(),
                "Across",
                "Up",
                value -> Svg.number(value),
                moment -> Integer.toString(Ticks.moment(moment.seconds()).getYear()));
    }

    private static Document draw(ChartKind kind, ChartData data, Drawing.Size size) throws Exception {
        return parse(Drawing.svg(figure(kind, data), size, "x"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    private static List<Element> all(Document drawing, String name) {
        NodeList found = drawing.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<String> texts(Document drawing) {
        return all(drawing, "text").stream()
                .map(text -> text.getLastChild().getTextContent())
                .toList();
    }
}
