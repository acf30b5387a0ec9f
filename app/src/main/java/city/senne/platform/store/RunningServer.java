package city.senne.platform.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A server that runs on a home at this moment, and how its operator talks to it: over HTTP, with a token that only
/// the owner of the home can read. Commands use it instead of opening a home that is in use.
///
/// @param uri where it answers programs, on this machine
/// @param address where people reach it
/// @param token sent as `Authorization: Bearer …`; new at each start
/// @param pid its process
/// @param ownDatabase false when it uses a PostgreSQL that the operator named
public record RunningServer(URI uri, URI address, String token, long pid, boolean ownDatabase) {
    private static final JsonMapper json = JsonMapper.shared();

    /// What stands in the file. The start of the process tells it from a later one with the same number.
    record Trace(URI uri, URI address, String token, long pid, Instant processStart, boolean ownDatabase) {}

    /// The server that runs on this home, if one does. What a killed server left behind does not count.
    public static Optional<RunningServer> find(SenneHome home) {
        try {
            Trace trace = json.readValue(Files.readString(home.serverFile()), Trace.class);
            return ProcessHandle.of(trace.pid())
                    .filter(process -> startOf(process).equals(trace.processStart()))
                    .map(_ -> new RunningServer(
                            trace.uri(), trace.address(), trace.token(), trace.pid(), trace.ownDatabase()));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Never shows the token.
    @Override
    public String toString() {
        return "%s (process %d)".formatted(address, pid);
    }

    void announceIn(SenneHome home) throws IOException {
        Trace trace = new Trace(uri, address, token, pid, startOf(ProcessHandle.current()), ownDatabase);
        OwnerOnly.write(home.serverFile(), json.writeValueAsString(trace));
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
