package city.senne.trust.organisations;

import city.senne.trust.identity.Role;
import java.util.UUID;

/// An offer to join an organisation.
///
/// @param login of the account that it is for, whoever holds that
/// @param by whose offer it is
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Invitation(
        UUID id, byte[] tokenHash, UUID person, String login, String organisation, Role role, UUID by) {}
