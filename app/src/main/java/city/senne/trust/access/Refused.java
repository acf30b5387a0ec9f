package city.senne.trust.access;

import city.senne.trust.identity.Viewer;

/// Announced when a viewer is refused what she wanted to do.
public record Refused(Viewer viewer, Act act, Subject subject, Verdict.Reason reason) {}
