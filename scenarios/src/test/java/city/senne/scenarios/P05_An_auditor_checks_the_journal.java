package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An auditor without scripts finds out who published a dataset, follows it, and has the whole journal recomputed.
class P05_An_auditor_checks_the_journal extends Walk {
    @TempDir
    private Path folder;

    @Test
    void in_french() throws Exception {
        Path file = Files.writeString(folder.resolve("ponts-verifies.csv"), "nom,annee\nPont du Phare,1931\n");
        is_published(file.toString());
        Page page = aPersonWithoutScriptsWhoReads("fr");
        the_administrator_enters(page);
        page.navigate("/datasets/ponts-verifies/edit");
        page.locator(".tabs a[href='/journal?dataset=ponts-verifies']").click();
        assertThat(page.locator(".journal__said").first())
                .containsText("est devenue la version 1 : 1 ligne lue, 0 rejetées");
        page.locator("[name=kind]").selectOption("delivery-received");
        page.locator(".journal__filter button").click();
        assertThat(page.locator(".journal__said")).hasCount(1);
        assertThat(page.locator(".journal__said")).containsText("ponts-verifies.csv");
        the_command_finds_nothing_wrong();
    }

    private void the_command_finds_nothing_wrong() throws Exception {
        Product.Answer verified =
                Product.run("journal", "verify", "--home", senne().home().toString());
        assertThat(verified.complained()).isEmpty();
        assertThat(verified.said()).contains("The journal is as it was told.");
        assertThat(verified.exitCode()).isZero();
        Product.Answer exported =
                Product.run("journal", "export", "--home", senne().home().toString());
        assertThat(exported.said().lines())
                .anyMatch(line -> line.contains("\"kind\":\"delivery-landed\"") && line.contains("ponts-verifies"))
                .allMatch(line -> line.startsWith("{\"sequence\":"));
    }
}
