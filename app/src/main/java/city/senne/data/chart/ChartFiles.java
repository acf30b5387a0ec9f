package city.senne.data.chart;

import city.senne.platform.i18n.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A chart to take away: its drawing, and its figures.
record ChartFiles(ChartAsked asked, ChartData data, Figures figures, Words words) {

    /// @param name of the file, without characters that need care
    /// @param source the address where the chart is from; the drawing names it
    void sendDrawing(String name, String source, HttpServletResponse response) throws IOException {
        Figure figure = figures.figure(true, source);
        send(name + ".svg", "image/svg+xml", Drawing.svg(figure, Drawing.Size.WIDE, "chart"), response);
    }

    /// @param name of the file, without characters that need care
    void sendTable(String name, HttpServletResponse response) throws IOException {
        String table = ChartTable.of(asked, data, figures, words).csv();
        send(name + ".csv", "text/csv;charset=UTF-8", table, response);
    }

    private static void send(String name, String type, String content, HttpServletResponse response)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
