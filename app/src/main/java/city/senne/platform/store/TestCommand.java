package city.senne.platform.store;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `./senne test`, which the launcher does itself: a program cannot build what it runs from.
@Command(
        name = "test",
        description = "Runs all tests of the sources this command stands in, and ends with their number. On Debian, and"
                + " as root, it installs Chromium when that is missing.")
public final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CannotContinue("Tests are run from the sources: ./senne test, without anything after it.");
    }
}
