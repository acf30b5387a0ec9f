package city.senne.trust.identity;

import java.util.UUID;

/// The account of somebody who had left is opened again, perhaps for somebody else of the same login: whoever opened
/// it before does not open it now. Within the transaction in which that happens.
public record AccountReopened(UUID person) {}
