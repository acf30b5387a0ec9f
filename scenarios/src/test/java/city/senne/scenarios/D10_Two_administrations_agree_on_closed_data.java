package city.senne.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A steward of one administration asks another for two fields of one commune's rows. Both talk and settle the terms,
/// their data protection officers advise, both sign; she reads exactly that. Then the agreement is ended.
class D10_Two_administrations_agree_on_closed_data extends Walk {
    private static final String HOUSES = """
            ref;rue;commune;occupant;loyer
            h1;Rue de l’Iris;Ixelles;Anna;100
            h2;Rue de la Source;Uccle;Bert;9000
            h3;Quai du Canal;Ixelles;Carl;300
            """;

    @TempDir
    private Path folder;

    @Test
    void and_it_gives_exactly_that_until_one_of_them_ends_it() throws Exception {
        is_published(
                Files.writeString(folder.resolve("habitations.csv"), HOUSES).toString());
        Page administrator = aPersonWhoReads("fr");
        the_administrator_enters(administrator);
        organisation(administrator, "region", "Région des Iris");
        organisation(administrator, "commune", "Commune de la Source");
        Page steward = enters(member(administrator, "region", "Sam", "steward"), "fr");
        Page officer = enters(member(administrator, "region", "Dora", "dpo"), "fr");
        Page asker = enters(member(administrator, "commune", "Inès", "steward"), "nl");
        Page theirOfficer = enters(member(administrator, "commune", "Dirk", "dpo"), "nl");
        is_restricted(administrator);

        String agreement = she_asks(asker);
        they_talk_and_it_is_approved(steward, asker, agreement);
        terms_are_completed(steward, agreement);
        advises(officer, agreement, "conditions", "À condition d’effacer chaque année.");
        advises(theirOfficer, agreement, "favourable", "Nodig en evenredig.");
        signs(steward, agreement);
        asker.navigate("/datasets/habitations/table");
        assertThat(asker.locator("table.table")).hasCount(0);
        signs(asker, agreement);
        she_says_what_for(asker, agreement);

        asker.navigate("/datasets/habitations/table");
        assertThat(asker.locator("table.table thead th")).hasCount(3);
        Locator rows = asker.locator("table.table tbody tr");
        assertThat(rows).hasCount(2);
        assertThat(asker.locator("body")).not().containsText("Uccle");
        assertThat(asker.locator("body")).not().containsText("Anna");
        String records = "/api/explore/v2.1/catalog/datasets/habitations/records";
        org.assertj.core.api.Assertions.assertThat(asker.request().get(records).text())
                .contains("\"total_count\":2", "Quai du Canal")
                .doesNotContain("occupant", "loyer", "Uccle");
        asker.navigate("/agreements");
        assertThat(asker.locator(".flows svg")).isVisible();
        Accessible.on_every_screen(asker);

        steward.navigate(agreement);
        steward.locator("[name=motive]").fill("Le projet est terminé.");
        steward.locator("form[action$='/end'] .button").click();
        assertThat(steward.locator("main")).containsText("il ne donne plus accès");
        org.assertj.core.api.Assertions.assertThat(asker.request().get(records).status())
                .isEqualTo(403);

        administrator.navigate("/journal?dataset=habitations");
        assertThat(administrator.locator("main")).containsText(new String[] {
            "Sam a mis fin à l’accord",
        });
        for (String said : List.of(
                "Inès a demandé des données", "Sam a approuvé la demande", "Dora a donné un avis", "Inès a signé")) {
            assertThat(administrator.locator("main")).containsText(said);
        }
        for (Page page : List.of(steward, officer, asker, theirOfficer)) page.close();
    }

    private static void organisation(Page administrator, String id, String name) {
        administrator.navigate("/organisations");
        administrator.locator("[name='name.fr']").fill(name);
        administrator.locator("[name=id]").fill(id);
        administrator.locator("form[action='/organisations'] .button").click();
        assertThat(administrator.locator("h1")).hasText(name);
    }

    /// @return the link to enter with
    private static String member(Page administrator, String organisation, String name, String role) {
        administrator.navigate("/organisations/" + organisation);
        administrator.locator("[name=login]").fill(role + "@" + organisation + ".example");
        administrator.locator("[name=name]").fill(name);
        administrator.locator("#role-" + role).check();
        administrator.locator("form[action$='/members'] .button").click();
        return administrator.locator(".notice--success code").innerText();
    }

    private Page enters(String link, String language) {
        Page page = anotherPersonWhoReads(language);
        page.navigate(link);
        page.locator("button[name=choice][value=skip]").click();
        page.locator("header a[href='/account']").waitFor();
        return page;
    }

    private static void is_restricted(Page administrator) {
        administrator.navigate("/datasets/habitations/edit/access");
        administrator.locator("#level-restricted").check();
        administrator.locator("#organisation").selectOption("region");
        administrator.locator("form[action$='/level'] .button").click();
        assertThat(administrator.locator("#level-restricted")).isChecked();
    }

    private static String she_asks(Page asker) {
        asker.navigate("/datasets/habitations");
        asker.locator("a[href='/datasets/habitations/ask']").click();
        Accessible.on_every_screen(asker);
        asker.locator("[name=purpose]").fill("Leegstand vinden");
        for (String column : List.of("ref", "rue", "commune"))
            asker.locator("#column-" + column).check();
        asker.locator("[name=rows]").fill("comune = \"Ixelles\"");
        asker.locator("[name=basis]").selectOption("public-task");
        asker.locator("[name=law]").fill("Wooncode, artikel 15");
        asker.locator("[name=frequency]").fill("maandelijks");
        asker.locator("[name=recipients]").fill("Dienst Huisvesting");
        asker.locator("[name=measures]").fill("Twee ambtenaren; gewist na een jaar");
        asker.locator("button[value=send]").click();
        assertThat(asker.locator(".field--wrong")).containsText("comune");
        Accessible.to_everybody(asker);
        asker.locator("[name=rows]").fill("commune = \"Ixelles\"");
        asker.locator("button[value=send]").click();
        assertThat(asker.locator("main")).containsText("Leegstand vinden");
        return java.net.URI.create(asker.url()).getPath();
    }

    private static void they_talk_and_it_is_approved(Page steward, Page asker, String agreement) {
        steward.navigate("/agreements");
        steward.locator("a[href='" + agreement + "']").first().click();
        steward.locator("[name=text]").fill("Pourquoi les rues ?");
        steward.locator("form[action$='/say'] .button").click();
        asker.navigate(agreement);
        assertThat(asker.locator(".talk")).containsText("Pourquoi les rues ?");
        assertThat(asker.locator("form[action$='/decision']")).hasCount(0);
        asker.locator("[name=text]").fill("Om er langs te gaan.");
        asker.locator("form[action$='/say'] .button").click();
        steward.navigate(agreement);
        assertThat(steward.locator(".talk")).containsText("Om er langs te gaan.");
        Accessible.on_every_screen(steward);
        steward.locator("#decision-approve").check();
        steward.locator("[name=motive]").fill("C’est leur mission.");
        steward.locator("form[action$='/decision'] .button").click();
        assertThat(steward.locator("main")).containsText("Approuvé");
    }

    private static void terms_are_completed(Page steward, String agreement) {
        steward.locator("a[href='" + agreement + "/terms']").click();
        Accessible.on_every_screen(steward);
        for (String term :
                List.of("categories", "persons", "restrictions", "rights", "sanctions", "giver-dpo", "receiver-dpo")) {
            steward.locator("[name=" + term + "]").fill("Convenu : " + term);
        }
        steward.locator("#field-published").check();
        steward.locator("form[action$='/terms'] .button").first().click();
        assertThat(steward.locator("main")).containsText("Version 2");
    }

    /// What both sides left as it was offered: whoever reads says the purpose, once in a session.
    private static void she_says_what_for(Page asker, String agreement) {
        asker.navigate("/datasets/habitations");
        assertThat(asker.locator("#purposes")).containsText("Leegstand vinden");
        Accessible.on_every_screen(asker);
        String number = agreement.substring(agreement.lastIndexOf('/') + 1);
        asker.locator("#purposes input[value='agreement " + number + "']").check();
        asker.locator("#purposes .button").click();
        assertThat(asker.locator("#purposes input[value='agreement " + number + "']"))
                .isChecked();
    }

    private static void advises(Page officer, String agreement, String opinion, String why) {
        officer.navigate(agreement);
        officer.locator("#kind-" + opinion).check();
        officer.locator("[name=opinion]").fill(why);
        officer.locator("form[action$='/opinion'] .button").click();
        assertThat(officer.locator(".talk")).containsText(why);
    }

    private static void signs(Page page, String agreement) {
        page.navigate(agreement);
        Accessible.on_every_screen(page);
        page.locator("form[action$='/sign'] .button").click();
        assertThat(page.locator("form[action$='/sign']")).hasCount(0);
    }
}
