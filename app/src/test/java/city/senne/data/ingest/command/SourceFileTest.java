package city.senne.data.ingest.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.platform.store.CannotContinue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_no_file_is_told_from_what_is_not_there() {
        assertThatThrownBy(() -> SourceFile.open(" "))
                .isInstanceOf(CannotContinue.class)
                .hasMessage("no file can be called so; give its name or its address.");
        assertThatThrownBy(() -> SourceFile.open(folder.toString())).hasMessageContaining("this is a folder");
        assertThatThrownBy(() -> SourceFile.open(folder.resolve("trees.csv").toString()))
                .hasMessage("there is no such file.");
    }
}
