package city.senne.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
    @Test
    void code_keeps_its_lines() {
        assertThat(html("```\na  b\n  <c>\n```")).contains("<pre><code>a  b\n  &lt;c&gt;\n</code></pre>");
        assertThat(html("    indented")).contains("<pre><code>indented\n</code></pre>");
    }

    @Test
    void a_link_leads_to_a_page_or_a_letter() {
        assertThat(html("[here](https://example.org/a?b=c)"))
                .contains("<a href=\"https://example.org/a?b&#61;c\" rel=\"nofollow\">here</a>");
        assertThat(html("[here](/datasets)")).contains("<a href=\"/datasets\"");
        assertThat(html("<data@example.org>")).contains("<a href=\"mailto:data&#64;example.org\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///x", ""})
    void any_other_link_is_left_as_its_text(String target) {
        assertThat(html("see [here](<" + target + ">).").strip()).isEqualTo("<p>see here.</p>");
    }

    @Test
    void markup_of_others_is_text() {
        assertThat(html("<script>alert(1)</script>\n\n<b onclick=x>b</b>")).doesNotContain("<script", "<b ");
    }

    private static String html(String markdown) {
        StringOutput output = new StringOutput();
        output.writeUserContent(Prose.html(markdown));
        return output.toString();
    }
}
