package city.senne.data.explore.export.rdf;

/// The name of a class, a property or a datatype.
///
/// @param prefix by which the file abbreviates the namespace
/// @param local letters, digits, `_` and `-`, beginning with a letter or `_`
public record Name(String prefix, String namespace, String local) {
    public Term.Iri iri() {
        return Term.iri(namespace + local);
    }
}
