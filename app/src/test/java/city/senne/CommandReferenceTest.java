package city.senne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `docs/reference/cli.md` is what the commands say of themselves. `-Dgolden=write` renews it.
class CommandReferenceTest {
    private static final Path page = Path.of("../docs/reference/cli.md");

    @Test
    void the_page_of_commands_says_what_the_commands_say() throws IOException {
        String written = written();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(page, written);
        }
        assertThat(page).hasContent(written);
    }

    @Test
    void every_command_and_every_option_says_what_it_is_for_and_helps() {
        assertSpeaks(Senne.commandLine());
    }

    private static void assertSpeaks(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        assertThat(spec.optionsMap()).as(spec.qualifiedName()).containsKey("--help");
        for (OptionSpec option : spec.options()) {
            assertThat(option.description())
                    .as("%s %s", spec.qualifiedName(), option.longestName())
                    .isNotEmpty();
        }
        command.getSubcommands().values().forEach(CommandReferenceTest::assertSpeaks);
    }

    private static String written() {
        StringBuilder text = new StringBuilder("""
                # Commands

                What `--help` says, of all commands. Written by `CommandReferenceTest`; do not edit.

                """);
        append(text, Senne.commandLine());
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        command.setUsageHelpWidth(100);
        text.append("## ./%s%n%n```text%n".formatted(name))
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n\n");
        Set<CommandLine> seen = new TreeSet<>((a, b) -> a.getCommandName().compareTo(b.getCommandName()));
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden() && seen.add(sub)) {
                append(text, sub);
            }
        }
    }
}
