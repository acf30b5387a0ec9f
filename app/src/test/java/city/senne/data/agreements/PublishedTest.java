package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is signed is printed, published if both sides say so, and listed with all that goes from one to another.
@OpenHouse
class PublishedTest extends TwoTowns {
    private Colleague asker = Colleague.stranger(0);
    private Colleague steward = Colleague.stranger(0);
    private String agreement = "";

    @BeforeEach
    void a_request(@TempDir Path folder) throws Exception {
        two_towns(folder);
        asker = person("ines", receiver, Role.STEWARD);
        steward = person("sam", giver, Role.STEWARD);
        agreement = asked(asker);
    }

    @Test
    void it_is_printed_with_its_fonts_inside_and_can_be_read_aloud() throws Exception {
        in_force(false);
        for (String[] each : new String[][] {
            {"en", "Agreement", "Sanctions", "signed by sam"},
            {"fr", "Accord", "Périodicité", "signé par sam"},
            {"nl", "Overeenkomst", "Rechtsgrond", "ondertekend door sam"}
        }) {
            try (PDDocument pdf = printed(asker.file(agreement + "/agreement.pdf?lang=" + each[0]))) {
                String text = new PDFTextStripper().getText(pdf);
                assertThat(text)
                        .contains(each[1], each[2], each[3], "Finding empty houses", "commune = \"Ixelles\"")
                        .contains("Housing code, article 15", "About sanctions", "Town " + giver)
                        .doesNotContain("#");
                assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo(each[0]);
                assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
                assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                        .isNotEmpty();
                for (COSName name : pdf.getPage(0).getResources().getFontNames()) {
                    PDFont font = pdf.getPage(0).getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void what_both_published_everybody_reads_without_a_name_of_a_person() throws Exception {
        Colleague stranger = Colleague.stranger(port);
        in_force(true);
        assertThat(stranger.get(agreement).body())
                .contains("Finding empty houses", "Housing code, article 15", "Town " + receiver)
                .doesNotContain("ines", "sam", "dora", "Tell us more", "Fine with me");
        try (PDDocument pdf = printed(stranger.file(agreement + "/agreement.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Finding empty houses")
                    .doesNotContain("ines\n", "sam", "dora", "Fine with me");
        }
        assertThat(stranger.get("/agreements").body())
                .contains("Town " + giver, "Finding empty houses", "<svg viewBox=\"0 0 ", agreement);
        assertThat(stranger.get("/agreements.csv?dataset=" + houses).body())
                .contains("Town " + giver + ",Town " + receiver + "," + houses, "public-task", "in_force");
        assertThat(stranger.get("/agreements?dataset=none").body()).contains("No agreement to show");
    }

    @Test
    void what_is_not_published_is_listed_for_members_alone() throws Exception {
        in_force(false);
        Colleague stranger = Colleague.stranger(port);
        assertThat(stranger.get(agreement).statusCode()).isEqualTo(404);
        assertThat(stranger.get(agreement + "/agreement.pdf").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/agreements").body()).doesNotContain("Town " + giver);
        assertThat(stranger.get("/agreements.csv").body()).doesNotContain("Town " + giver);
        assertThat(person("rita", receiver, Role.READER).get("/agreements").body())
                .contains("Town " + giver, "Finding empty houses")
                .doesNotContain("href=\"" + agreement);
    }

    private void in_force(boolean published) throws Exception {
        went(steward.post(agreement + "/say", Map.of("text", "Tell us more")));
        went(steward.post(agreement + "/decision", Map.of("decision", "approve", "motive", "It is their task")));
        Map<String, String> terms = terms(1);
        if (published) terms.put("published", "true");
        went(asker.post(agreement + "/terms", terms));
        Map<String, String> opinion = Map.of("revision", "2", "kind", "favourable", "opinion", "Fine with me");
        went(person("dora", giver, Role.DPO).post(agreement + "/opinion", opinion));
        went(person("dirk", receiver, Role.DPO).post(agreement + "/opinion", opinion));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
    }

    private static PDDocument printed(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        return Loader.loadPDF(answer.body());
    }
}
