package city.senne.trust.identity;

import java.util.UUID;

/// Whether somebody gives a code of an authenticator when she signs in. The module that asks for codes declares it as a
/// bean: what a session may do rests on it.
@FunctionalInterface
public interface HasSecondFactor {
    boolean isOn(UUID person);
}
