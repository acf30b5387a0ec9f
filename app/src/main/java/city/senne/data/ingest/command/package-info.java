/// `senne publish`: hands files in at a server, or at a home that no server has open, and says what became of them.
@NullMarked
@NamedInterface("command")
package city.senne.data.ingest.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
