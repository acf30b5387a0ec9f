package city.senne.data.agreements;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Assets;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Prints an agreement: a tagged PDF (PDF/UA) in one language, with its fonts inside.
@Component
class AgreementPdf {
    private static final String FAMILY = "Atkinson";

    private final TemplateEngine templates;

    AgreementPdf(TemplateEngine templates) {
        this.templates = templates;
        XRLog.setLoggingEnabled(false);
    }

    /// @param names whether the people are named who signed and advised
    byte[] print(AgreementSheet sheet, boolean names, String site, Words words) {
        StringOutput html = new StringOutput();
        templates.render(
                "city/senne/data/agreements/print.jte",
                Map.of("sheet", sheet, "names", names, "site", site, "words", words),
                html);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(() -> font("400Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("700Bold"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.usePdfUaAccessibility(true);
        builder.withHtmlContent(html.toString(), null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String weight) {
        return Objects.requireNonNull(Assets.class.getResourceAsStream(weight + ".ttf"));
    }
}
