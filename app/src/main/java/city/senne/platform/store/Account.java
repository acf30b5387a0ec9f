package city.senne.platform.store;

import com.sun.security.auth.module.UnixSystem;

/// The account of the operating system that runs this program.
final class Account {
    private Account() {}

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }
}
