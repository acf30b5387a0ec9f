package city.senne.trust.journal;

import city.senne.trust.identity.Viewer;

/// Announced within the transaction in which the journal forgets a person: whoever else keeps her name forgets it too.
///
/// @param person her name, login or id, whole
public record PersonForgotten(Viewer by, String person) {}
