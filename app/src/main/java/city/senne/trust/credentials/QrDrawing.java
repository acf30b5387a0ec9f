package city.senne.trust.credentials;

import gg.jte.Content;
import io.nayuki.qrcodegen.QrCode;

/// A text as a QR code, drawn into the page itself.
final class QrDrawing {
    private static final int QUIET = 4;

    private QrDrawing() {}

    /// Dark on light whatever the page's colours are: not all cameras read it the other way round.
    ///
    /// @param label for who does not see it
    static Content of(String text, String label) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET;
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) dark.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
            }
        }
        return output -> {
            output.writeContent(
                    "<svg class=\"qr\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"".formatted(side, side));
            output.writeContent(
                    label.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
            output.writeContent("\"><path class=\"qr__light\" d=\"M0 0h%dv%dH0z\"/>".formatted(side, side));
            output.writeContent("<path class=\"qr__dark\" d=\"%s\"/></svg>".formatted(dark));
        };
    }
}
