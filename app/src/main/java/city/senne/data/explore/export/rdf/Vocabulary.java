package city.senne.data.explore.export.rdf;

/// A namespace with the prefix that files use for it.
public record Vocabulary(String prefix, String namespace) {
    public static final Vocabulary RDF = new Vocabulary("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    public static final Vocabulary RDFS = new Vocabulary("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    public static final Vocabulary XSD = new Vocabulary("xsd", "http://www.w3.org/2001/XMLSchema#");
    public static final Vocabulary GEO = new Vocabulary("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#");
    public static final Vocabulary GEOSPARQL = new Vocabulary("gsp", "http://www.opengis.net/ont/geosparql#");
    public static final Vocabulary DCAT = new Vocabulary("dcat", "http://www.w3.org/ns/dcat#");
    public static final Vocabulary DCTERMS = new Vocabulary("dcterms", "http://purl.org/dc/terms/");
    public static final Vocabulary DC = new Vocabulary("dc", "http://purl.org/dc/elements/1.1/");
    public static final Vocabulary FOAF = new Vocabulary("foaf", "http://xmlns.com/foaf/0.1/");
    public static final Vocabulary SKOS = new Vocabulary("skos", "http://www.w3.org/2004/02/skos/core#");
    public static final Vocabulary VCARD = new Vocabulary("vcard", "http://www.w3.org/2006/vcard/ns#");
    public static final Vocabulary DCATAP = new Vocabulary("dcatap", "http://data.europa.eu/r5r/");
    public static final Vocabulary ELI = new Vocabulary("eli", "http://data.europa.eu/eli/ontology#");
    public static final Vocabulary ADMS = new Vocabulary("adms", "http://www.w3.org/ns/adms#");
    public static final Vocabulary ODRL = new Vocabulary("odrl", "http://www.w3.org/ns/odrl/2/");
    public static final Vocabulary LOCN = new Vocabulary("locn", "http://www.w3.org/ns/locn#");
    public static final Vocabulary HYDRA = new Vocabulary("hydra", "http://www.w3.org/ns/hydra/core#");

    public Name name(String local) {
        return new Name(prefix, namespace, local);
    }
}
