package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three fields of one commune's rows and a fourth less exactly, with another administration, for six months, through
/// pages alone. That administration sees exactly these, and the journal says who let it.
class D08_A_steward_shares_a_part_of_a_closed_dataset extends Walk {
    private static final String HOUSES = """
            ref;rue;commune;occupant;loyer
            h1;Rue de l’Iris;Ixelles;Anna;100
            h2;Rue de la Source;Uccle;Bert;9000
            h3;Quai du Canal;Ixelles;Carl;300
            """;

    @TempDir
    private Path folder;

    @Test
    void and_they_see_exactly_that() throws Exception {
        Path file = Files.writeString(folder.resolve("logements.csv"), HOUSES);
        is_published(file.toString());
        Page steward = aPersonWhoReads("fr");
        the_administrator_enters(steward);
        String link = a_partner_is_invited_by(steward);
        a_group_of_theirs_is_made_by(steward);
        the_dataset_is_closed_by(steward);
        a_part_of_it_is_shared_by(steward);

        Page partner = anotherPersonWhoReads("nl");
        partner.navigate(link);
        partner.locator("button[name=choice][value=skip]").click();
        partner.navigate("/datasets/logements/table");
        assertThat(partner.locator("table.table thead th")).hasCount(4);
        Locator rows = partner.locator("table.table tbody tr");
        assertThat(rows).hasCount(2);
        // Hers come in an order by chance.
        Locator quay = rows.filter(new Locator.FilterOptions().setHasText("Quai du Canal"));
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Rue de l’Iris")))
                .hasCount(1);
        assertThat(quay).containsText("200");
        assertThat(quay).not().containsText("300");
        assertThat(partner.locator("body")).not().containsText("Anna");
        assertThat(partner.locator("body")).not().containsText("Uccle");
        partner.navigate("/datasets/logements/access");
        assertThat(partner.locator("main")).containsText("Protocole 7");
        Accessible.on_every_screen(partner);
        partner.close();

        Page stranger = anotherPersonWhoReads("en");
        stranger.navigate("/datasets/logements");
        assertThat(stranger.locator(".notice")).containsText("not open");
        Accessible.on_every_screen(stranger);
        stranger.navigate("/datasets/logements/table");
        assertThat(stranger.locator("h1")).hasText("Sign in");
        stranger.close();

        steward.navigate("/journal?dataset=logements");
        assertThat(steward.locator("main")).containsText("Protocole 7");
    }

    private String a_partner_is_invited_by(Page steward) {
        steward.navigate("/organisations");
        steward.locator("[name='name.fr']").fill("Commune d’Ixelles");
        steward.locator("[name=id]").fill("ixelles");
        steward.locator("form[action='/organisations'] .button").click();
        assertThat(steward.locator("h1")).hasText("Commune d’Ixelles");
        steward.locator("[name=login]").fill("ines@example.org");
        steward.locator("[name=name]").fill("Inès");
        steward.locator("form[action$='/members'] .button").click();
        assertThat(steward.locator(".notice--success")).isVisible();
        Accessible.on_every_screen(steward);
        return steward.locator(".notice--success code").innerText();
    }

    private static void a_group_of_theirs_is_made_by(Page steward) {
        steward.navigate("/organisations/ixelles");
        steward.locator("[name='group-name.fr']").fill("Comité du logement");
        steward.locator("[name=group]").fill("comite");
        steward.locator("form[action$='/groups'] .button").click();
        assertThat(steward.locator("h1")).hasText("Comité du logement");
        steward.locator("[name=login]").fill("ines@example.org");
        steward.locator("form[action$='/members'] .button").click();
        assertThat(steward.locator("[aria-labelledby=members] tbody th")).containsText("Inès");
        Accessible.on_every_screen(steward);
        steward.locator("[aria-labelledby=remove] .button").click();
        assertThat(steward.locator("main")).containsText("Aucune règle ne le nomme");
        Accessible.on_every_screen(steward);
    }

    private void the_dataset_is_closed_by(Page steward) {
        steward.navigate("/datasets/logements/edit/access");
        steward.locator("#level-restricted").check();
        steward.locator("form[action$='/level'] .button").click();
        assertThat(steward.locator("#level-restricted")).isChecked();
    }

    private void a_part_of_it_is_shared_by(Page steward) {
        steward.locator("#audience").selectOption("organisation:ixelles");
        for (String field : new String[] {"ref", "rue", "commune", "loyer"}) {
            steward.locator("#field-of-" + field).check();
        }
        assertThat(steward.locator("#grain-by-loyer")).isHidden();
        steward.locator("#grain-loyer").selectOption("step");
        steward.locator("#grain-by-loyer").fill("200");
        steward.locator("[name=rows]").fill("commune = \"Ixelles\"");
        steward.locator("[name=until]").fill(LocalDate.now().plusMonths(6).toString());
        steward.locator("[name=reason]").fill("Protocole 7");
        steward.locator("form[action$='/rules'] .button").click();
        assertThat(steward.locator("[aria-labelledby=rules] tbody th")).hasText("Commune d’Ixelles");
        assertThat(steward.locator("[aria-labelledby=who-sees] tbody tr").last())
                .containsText("en partie : généralisée par tranches de 200");
        Accessible.on_every_screen(steward);
    }
}
