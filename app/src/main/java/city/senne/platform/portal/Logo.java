package city.senne.platform.portal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The picture before the portal's name.
///
/// @param id of its content
/// @param width in pixels, or in units of the drawing; 0 where the file does not say
public record Logo(String id, String mediaType, int width, int height) {
    public static final int MOST_BYTES = 512 * 1024;

    private static final int LARGEST = 4000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String SVG = "http://www.w3.org/2000/svg";

    public String path() {
        return "/portal/logo/" + id;
    }

    /// What was handed in, with its bytes.
    public record File(Logo logo, byte[] bytes) {}

    /// The file cannot be a logo; the word says why.
    public static final class Refused extends Exception {
        private final String word;
        private final Object argument;

        Refused(String word, Object argument) {
            super(word + " " + argument);
            this.word = word;
            this.argument = argument;
        }

        public PortalMistake mistake() {
            return new PortalMistake("logo", "portal.wrong.logo." + word, argument);
        }
    }

    /// Looks into the file, whatever it is called.
    public static File read(byte[] bytes) throws Refused {
        if (bytes.length > MOST_BYTES) throw new Refused("too-large", MOST_BYTES / 1024);
        if (startsWith(bytes, 0, PNG)) return png(bytes);
        if (startsWith(bytes, 0, ascii("RIFF")) && startsWith(bytes, 8, ascii("WEBP"))) return webp(bytes);
        if (text(bytes).startsWith("<")) return svg(bytes);
        throw new Refused("type", "");
    }

    private static File png(byte[] bytes) throws Refused {
        if (bytes.length < 24) throw new Refused("broken", "PNG");
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int width = head.getInt(16);
        int height = head.getInt(20);
        sized(width, height, "PNG");
        try {
            @Nullable BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image == null) throw new Refused("broken", "PNG");
        } catch (IOException | RuntimeException e) {
            throw new Refused("broken", "PNG");
        }
        return file(bytes, "image/png", width, height);
    }

    /// The three ways to begin that RFC 9649 knows.
    private static File webp(byte[] bytes) throws Refused {
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 30 || head.getInt(4) + 8L > bytes.length) throw new Refused("broken", "WebP");
        String kind = new String(bytes, 12, 4, StandardCharsets.US_ASCII);
        int width;
        int height;
        switch (kind) {
            case "VP8 " -> {
                width = head.getShort(26) & 0x3fff;
                height = head.getShort(28) & 0x3fff;
            }
            case "VP8L" -> {
                int packed = head.getInt(21);
                width = (packed & 0x3fff) + 1;
                height = (packed >> 14 & 0x3fff) + 1;
            }
            case "VP8X" -> {
                width = (head.getInt(24) & 0xffffff) + 1;
                height = (head.getInt(26) >>> 8) + 1;
            }
            default -> throw new Refused("broken", "WebP");
        }
        sized(width, height, "WebP");
        return file(bytes, "image/webp", width, height);
    }

    private static void sized(int width, int height, String kind) throws Refused {
        if (width <= 0 || height <= 0) throw new Refused("broken", kind);
        if (width > LARGEST || height > LARGEST) throw new Refused("too-many-pixels", LARGEST);
    }

    /// A drawing that is whole and draws by itself. Browsers are told not to run anything in it either.
    private static File svg(byte[] bytes) throws Refused {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        int[] size = {0, 0};
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            boolean first = true;
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) continue;
                if (first) {
                    if (!xml.getLocalName().equals("svg") || !SVG.equals(xml.getNamespaceURI())) {
                        throw new Refused("type", "");
                    }
                    size = size(xml);
                    first = false;
                }
                harmless(xml);
            }
        } catch (XMLStreamException e) {
            throw new Refused("broken", "SVG");
        }
        return file(bytes, "image/svg+xml", size[0], size[1]);
    }

    private static void harmless(XMLStreamReader xml) throws Refused {
        String element = xml.getLocalName();
        if (element.equalsIgnoreCase("script") || element.equalsIgnoreCase("foreignObject")) {
            throw new Refused("script", "<" + element + ">");
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
            if (name.toLowerCase(Locale.ROOT).startsWith("on")) throw new Refused("script", name);
            if (!name.equals("href") || element.equals("a")) continue;
            if (!value.startsWith("#") && !value.startsWith("data:image/")) throw new Refused("elsewhere", value);
        }
    }

    private static int[] size(XMLStreamReader svg) {
        @Nullable String box = svg.getAttributeValue(null, "viewBox");
        if (box != null) {
            String[] parts = box.strip().split("[\\s,]+");
            if (parts.length == 4) return new int[] {rounded(parts[2]), rounded(parts[3])};
        }
        return new int[] {rounded(svg.getAttributeValue(null, "width")), rounded(svg.getAttributeValue(null, "height"))
        };
    }

    private static int rounded(@Nullable String length) {
        if (length == null || !length.matches("\\d{1,6}(\\.\\d{1,9})?(px)?")) return 0;
        return (int) Math.ceil(Double.parseDouble(length.replace("px", "")));
    }

    private static File file(byte[] bytes, String mediaType, int width, int height) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new File(new Logo(HexFormat.of().formatHex(hash, 0, 16), mediaType, width, height), bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] start) {
        if (bytes.length < from + start.length) return false;
        for (int i = 0; i < start.length; i++) if (bytes[from + i] != start[i]) return false;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// How the file begins, if it is text.
    private static String text(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.UTF_8);
        return start.replace("\uFEFF", "").stripLeading();
    }
}
