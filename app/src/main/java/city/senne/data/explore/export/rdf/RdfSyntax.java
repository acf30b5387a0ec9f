package city.senne.data.explore.export.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// The syntaxes in which resources are written, one after another.
public enum RdfSyntax {
    /// What it writes is Notation3 as well.
    TURTLE(TurtleStream::write),
    RDF_XML(RdfXmlStream::write),
    JSON_LD(JsonLdStream::write);

    private final Writer writer;

    RdfSyntax(Writer writer) {
        this.writer = writer;
    }

    private interface Writer {
        void write(OutputStream out, List<Vocabulary> vocabularies, Resources resources) throws IOException;
    }

    /// Resources as they come.
    public interface Resources {
        void each(Sink sink) throws IOException;
    }

    public interface Sink {
        void accept(Resource resource) throws IOException;
    }

    /// @param vocabularies all whose names are used
    public void write(OutputStream out, List<Vocabulary> vocabularies, Resources resources) throws IOException {
        writer.write(
                out,
                vocabularies,
                sink -> resources.each(resource -> {
                    if (!resource.isBare()) sink.accept(resource);
                }));
    }
}
