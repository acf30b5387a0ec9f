package city.senne.trust.access;

/// A dataset as far as it matters for who may do what with it.
public record Subject(String dataset, Stage stage) {}
