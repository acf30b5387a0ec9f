package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.ShareDataset;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.access.Level;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A town with a restricted dataset about houses and one that would like a part of it, each with its people.
abstract class TwoTowns {
    static final ZoneId CITY = ZoneId.of("Europe/Brussels");
    static final String API = "/api/explore/v2.1/catalog/datasets/";
    private static final Viewer OPERATOR = new Viewer.Operator();
    private static final String HOUSES = """
            ref;street;commune;owner;price
            h1;Rue de l’Iris;Ixelles;Anna;100
            h2;Rue de la Source;Uccle;Bert;9000
            h3;Quai du Canal;Ixelles;Carl;300
            """;
    private static int towns;

    @LocalServerPort
    int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private ShareDataset shareDataset;

    Steward administrator = Steward.stranger(0);
    String giver = "";
    String receiver = "";
    String houses = "";

    void two_towns(Path folder) throws Exception {
        int number = ++towns;
        giver = "giver-" + number;
        receiver = "receiver-" + number;
        houses = "houses-of-" + number;
        administrator = Steward.administrator(port, createKey);
        for (String town : new String[] {giver, receiver}) {
            went(administrator.post("/organisations", Map.of("id", town, "name.en", "Town " + town, "parent", "")));
        }
        delivered(folder, HOUSES);
        shareDataset.setLevel(OPERATOR, new DatasetId(houses), Level.RESTRICTED, giver);
    }

    void delivered(Path folder, String rows) throws Exception {
        Path file = Files.writeString(folder.resolve(houses + ".csv"), rows);
        assertThat(publishFile.publish(OPERATOR, file, "").state()).isEqualTo(Delivery.State.LANDED);
    }

    Colleague person(String name, String town, Role role) throws Exception {
        return person(name, town, role, "");
    }

    /// @param password to choose; empty for none
    Colleague person(String name, String town, Role role, String password) throws Exception {
        String login = name + "@" + town + ".example";
        Matcher link = Pattern.compile("/sign-in/[\\w-]+").matcher(link(invited(login, name, town, role), login));
        if (!link.find()) throw new AssertionError("Not invited: " + login);
        return Colleague.enters(port, link.group(), password);
    }

    /// What holds the link with which somebody enters the first time.
    String link(HttpResponse<String> invited, String login) throws Exception {
        return invited.body();
    }

    private HttpResponse<String> invited(String login, String name, String town, Role role) throws Exception {
        return administrator.post(
                "/organisations/" + town + "/members", Map.of("login", login, "name", name, "role", role.apiName()));
    }

    /// Somebody who has an account gets a role somewhere else too.
    void joins(String login, String town, Role role) throws Exception {
        went(invited(login, "", town, role));
    }

    static Map<String, String> with(Map<String, String> entries, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(entries);
        all.put(name, value);
        return all;
    }

    Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("choice", "send");
        request.put("receiver", receiver);
        request.put("purpose", "Finding empty houses");
        request.put("column.ref", "true");
        request.put("column.street", "true");
        request.put("column.commune", "true");
        request.put("rows", "commune = \"Ixelles\"");
        request.put("basis", "public-task");
        request.put("law", "Housing code, article 15");
        request.put("from", today().toString());
        request.put("until", today().plusMonths(6).toString());
        request.put("frequency", "once a month");
        request.put("recipients", "The housing service");
        request.put("measures", "Two people, erased after a year");
        return request;
    }

    /// The same with what an agreement says besides.
    Map<String, String> terms(int base) {
        Map<String, String> terms = new LinkedHashMap<>(request());
        for (Term term : Term.values()) terms.putIfAbsent(term.apiName(), "About " + term.apiName());
        terms.put("revision", String.valueOf(base));
        return terms;
    }

    /// As the clocks of the city say.
    static LocalDate today() {
        return LocalDate.now(CITY);
    }

    /// @return the address of the agreement
    String asked(Colleague asker) throws Exception {
        return went(asker.post("/datasets/" + houses + "/ask", request()));
    }

    static String went(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static void refused(HttpResponse<String> answer, String said) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(said);
    }
}
