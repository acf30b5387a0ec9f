package city.senne.platform.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.platform.portal.MainColour.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainColourTest {
    @ParameterizedTest
    @CsvSource({"#000, #fff, 21", "#777777, #ffffff, 4.48", "#767676, #ffffff, 4.54", "#fff, #fff, 1"})
    void contrast_is_what_wcag_says(String one, String other, double ratio) {
        assertThat(Colour.of(one).contrast(Colour.of(other))).isEqualTo(ratio, within(0.005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffcc00", "#ffffff", "#000000", "#ff0000", "#00ff00", "#332c98", "#0077cc", "#e6007e"})
    void the_nearest_colour_can_be_read_and_the_one_before_it_could_not(String said) {
        for (Scheme scheme : Scheme.values()) {
            Colour colour = Colour.of(said);
            Colour nearest = colour.nearest(scheme::isReadable);
            assertThat(scheme.weakness(nearest)).isEmpty();
            if (scheme.isReadable(colour)) assertThat(nearest).isEqualTo(colour);
            // Half-way to it is not enough.
            else assertThat(scheme.isReadable(colour.mixed(nearest, 0.5))).isFalse();
        }
    }

    @Test
    void the_nearest_keeps_its_hue() {
        Colour red = Colour.of("#ff5a4d").nearest(Scheme.LIGHT::isReadable);
        assertThat(red.red()).isGreaterThan(2 * Math.max(red.green(), red.blue()));
    }

    @Test
    void a_colour_alone_gets_a_sister_for_the_dark() {
        MainColour colour = MainColour.of(Colour.of("#332c98"));
        assertThat(Scheme.LIGHT.weakness(colour.light())).isEmpty();
        assertThat(Scheme.DARK.weakness(colour.dark())).isEmpty();
    }

    @Test
    void the_grounds_are_those_of_the_style_sheet() throws IOException {
        String tokens = Files.readString(Path.of("src/main/java/city/senne/platform/web/style/tokens.css"));
        List<List<String>> grounds = Stream.of("paper", "surface", "sunken")
                .map(name -> {
                    Matcher pair = Pattern.compile("--" + name + ": light-dark\\((#\\w+), (#\\w+)\\)")
                            .matcher(tokens);
                    assertThat(pair.find()).as(name).isTrue();
                    return List.of(pair.group(1), pair.group(2));
                })
                .toList();
        assertThat(Scheme.LIGHT.grounds().stream().map(Colour::toString))
                .containsExactlyElementsOf(grounds.stream().map(List::getFirst).toList());
        assertThat(Scheme.DARK.grounds().stream().map(Colour::toString))
                .containsExactlyElementsOf(grounds.stream().map(List::getLast).toList());
    }
}
