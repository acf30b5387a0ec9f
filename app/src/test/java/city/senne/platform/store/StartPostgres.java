package city.senne.platform.store;

import java.nio.file.Path;

/// A program of its own for the tests that kill it: starts PostgreSQL, says where, and stays.
final class StartPostgres {
    private StartPostgres() {}

    public static void main(String[] arguments) throws Exception {
        try {
            PostgresServer server = PostgresServer.start(Path.of(arguments[0]), Path.of(arguments[1]));
            System.out.println(server.address().url() + " " + server.address().password());
            Thread.sleep(Long.MAX_VALUE);
        } catch (CannotContinue e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
