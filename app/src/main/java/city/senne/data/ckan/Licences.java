package city.senne.data.ckan;

import city.senne.data.catalog.Licence;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The licences that are told of: those that are usually chosen, and those that datasets have.
final class Licences {
    private static final String UNSAID = "License not specified";

    private Licences() {}

    /// @param used titles of those that datasets have
    static Map<String, String> titles(List<String> used) {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(Names.NO_LICENCE, UNSAID);
        Arrays.stream(Licence.values()).forEach(each -> titles.put(Names.ofLicence(each), each.title()));
        for (String title : used) {
            if (Licence.find(title).isEmpty()) titles.putIfAbsent(Names.of(title), title);
        }
        return titles;
    }

    static List<Map<String, Object>> json(List<String> used) {
        Map<String, Licence> known = new LinkedHashMap<>();
        Arrays.stream(Licence.values()).forEach(each -> known.put(Names.ofLicence(each), each));
        return titles(used).entrySet().stream()
                .map(each -> {
                    Licence licence = known.get(each.getKey());
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", each.getKey());
                    json.put("title", each.getValue());
                    json.put("url", licence == null ? "" : licence.url());
                    json.put("status", "active");
                    json.put("is_generic", false);
                    json.put("od_conformance", licence == null ? "not reviewed" : "approved");
                    json.put("osd_conformance", "not reviewed");
                    json.put("domain_content", licence != null);
                    json.put("domain_data", licence != null);
                    json.put("domain_software", false);
                    json.put("family", "");
                    json.put("maintainer", "");
                    return json;
                })
                .toList();
    }
}
