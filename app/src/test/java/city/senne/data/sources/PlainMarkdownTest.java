package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainMarkdownTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no tags, 3 < 4 & so on                         | no tags, 3 < 4 & so on
            <p>One</p><p>two</p>                           | "One\\n\\ntwo"
            <b>Bold</b> and <a href="https://x.be/">on</a> | **Bold** and [on](https://x.be/)
            <ul><li>a</li><li>b</li></ul>                  | "- a\\n- b"
            <a href="javascript:alert(1)">no</a>           | no
            <script>alert(1)</script>text                  | text
            one<br>two                                     | "one\\ntwo"
            """)
    void what_a_portal_says_in_html_is_said_in_markdown(String html, String markdown) {
        assertThat(PlainMarkdown.of(html)).isEqualTo(markdown.replace("\\n", "\n"));
    }
}
