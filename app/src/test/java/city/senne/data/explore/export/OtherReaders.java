package city.senne.data.explore.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs of other people that read our files.
public final class OtherReaders {
    private static final Path FOLDER = Path.of("src", "test", "readers");

    private OtherReaders() {}

    /// What a library for Node.js finds in a file.
    public static JsonNode node(String format, Path file) throws IOException, InterruptedException {
        return script("read-export.mjs", format, file.toString());
    }

    /// What a script there says.
    public static JsonNode script(String script, String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules")),
                "Needs the libraries of app/src/test/readers: npm ci there");
        List<String> command =
                new ArrayList<>(List.of("node", FOLDER.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return JsonMapper.shared().readTree(run(command));
    }

    /// What GDAL says of a file.
    public static String ogrinfo(Path file, String... options) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/ogrinfo");
        assumeTrue(Files.isExecutable(program), "Needs ogrinfo, as Debian's package gdal-bin installs it");
        List<String> command = new ArrayList<>(List.of(program.toString(), "-ro", "-al"));
        command.addAll(List.of(options));
        command.add((file.toString().endsWith(".zip") ? "/vsizip/" : "") + file);
        return run(command);
    }

    /// The triples that Raptor reads in a file.
    public static List<String> rapper(String syntax, Path file) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/rapper");
        assumeTrue(Files.isExecutable(program), "Needs rapper, as Debian's package raptor2-utils installs it");
        return run(List.of(program.toString(), "-q", "-i", syntax, "-o", "ntriples", file.toString()))
                .lines()
                .sorted()
                .toList();
    }

    /// The first sheet of a workbook as LibreOffice shows it, in lines of cells parted by semicolons.
    public static List<String> libreOffice(Path workbook) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/soffice");
        assumeTrue(
                Files.isExecutable(program), "Needs soffice, as Debian's package libreoffice-calc-nogui installs it");
        Path folder = Files.createTempDirectory("senne-libreoffice");
        try {
            run(List.of(
                    program.toString(),
                    "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                    "--headless",
                    "--convert-to",
                    "csv:Text - txt - csv (StarCalc):59,34,76", // parted by semicolons, quotes, UTF-8
                    "--outdir",
                    folder.toString(),
                    workbook.toString()));
            String name = workbook.getFileName().toString().replaceFirst("\\.xlsx$", ".csv");
            return Files.readAllLines(folder.resolve(name));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("senne", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said + Files.readString(errors)).isZero();
            return said;
        } finally {
            Files.delete(errors);
        }
    }
}
