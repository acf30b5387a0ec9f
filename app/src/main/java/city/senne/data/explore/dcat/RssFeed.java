package city.senne.data.explore.dcat;

import city.senne.data.catalog.Dataset;
import city.senne.data.explore.export.XmlStream;
import city.senne.platform.web.Prose;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/// Datasets as news: RSS 2.0.
public record RssFeed(Portal portal) {

    /// @param datasets gives each to the consumer
    public void write(OutputStream out, Consumer<Consumer<ListedDataset>> datasets) throws IOException {
        XmlStream.write(
                out,
                "rss",
                rss -> rss.attribute("version", "2.0").element("channel", channel -> {
                    channel.element("title", portal.name());
                    channel.element("link", portal.catalogue());
                    channel.element("description", portal.name());
                    channel.element("language", portal.language());
                    datasets.accept(listed -> {
                        try {
                            channel.element("item", item -> item(item, listed.dataset()));
                        } catch (XMLStreamException e) {
                            throw new java.io.UncheckedIOException(XmlStream.asIo(e));
                        }
                    });
                }));
    }

    private void item(XmlStream item, Dataset dataset) throws XMLStreamException {
        String language = portal.language();
        item.element("title", dataset.title(language));
        item.element("link", portal.page(dataset));
        item.element("guid", portal.page(dataset));
        item.element("description", Prose.plain(dataset.description().text().in(language)));
        item.element(
                "pubDate",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(dataset.modified().atOffset(ZoneOffset.UTC)));
        List<String> themes = dataset.themes(language);
        for (String theme : themes) item.element("category", theme);
    }
}
