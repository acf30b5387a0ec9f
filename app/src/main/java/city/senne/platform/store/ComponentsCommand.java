package city.senne.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The bill of materials that the build wrote into the program: whoever watches over known weaknesses reads it.
@Command(
        name = "components",
        description = "Prints what this program is made of: every foreign component with its version and licence, as a"
                + " software bill of materials (CycloneDX, JSON).")
public final class ComponentsCommand implements Callable<Integer> {
    /// What the components are of.
    enum Part {
        /// Java, on the server.
        PROGRAM,
        /// Scripts, styles and fonts, with the tools that build them.
        PAGES;

        private String resource() {
            return "/META-INF/sbom/" + this + ".cdx.json";
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            defaultValue = "program",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless said.")
    private Part part;

    @Override
    public Integer call() throws IOException {
        try (InputStream bill = ComponentsCommand.class.getResourceAsStream(part.resource())) {
            if (bill == null) {
                throw new CannotContinue("This program was built without its list of components. ./senne builds it"
                        + " with one when app/target is gone.");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(new String(bill.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
        }
        return 0;
    }
}
