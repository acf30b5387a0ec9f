package city.senne.data.ckan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be asked here, in CKAN's words.
enum Action {
    SITE_READ("Always true: everybody may read here."),
    STATUS_SHOW("What this portal is, and which actions it knows beside the usual ones."),
    HELP_SHOW("What an action does. name: of the action."),
    PACKAGE_LIST("The names of all datasets, by the alphabet. limit, offset."),
    PACKAGE_SEARCH("Datasets that a question finds. q, fq, fq_list, sort, rows (at most 1000, usually 10), start, "
            + "facet.field, facet.limit."),
    PACKAGE_SHOW("One dataset with its resources. id: its id or name."),
    CURRENT_PACKAGE_LIST_WITH_RESOURCES("Datasets with their resources, last changed first. limit, offset."),
    RESOURCE_SHOW("One resource. id."),
    RESOURCE_SEARCH("Resources. query: name:words or format:text, or several of them; limit, offset."),
    ORGANIZATION_LIST("The publishers of datasets. all_fields, organizations, sort, limit, offset."),
    ORGANIZATION_SHOW("One publisher. id: its id or name; include_datasets."),
    GROUP_LIST("The themes of datasets. all_fields, groups, sort, limit, offset."),
    GROUP_SHOW("One theme. id: its id or name; include_datasets."),
    TAG_LIST("The keywords of datasets. query: a part of them; all_fields."),
    TAG_SHOW("One keyword. id: its id or name; include_datasets."),
    LICENSE_LIST("The licences of datasets, and those that publishers usually choose."),
    DATASTORE_SEARCH("Rows of a resource. resource_id, filters, q, distinct, limit (at most 32000, usually 100), "
            + "offset, fields, sort, include_total, records_format: objects, lists, csv or tsv."),
    DATASTORE_INFO("The fields of a resource, and how many rows it has. id: of the resource."),
    DATASTORE_SEARCH_SQL(
            "Not answered: ask the Explore API, which groups, joins and computes, under " + "/api/explore/v2.1.");

    private final String help;

    Action(String help) {
        this.help = help;
    }

    String help() {
        return help;
    }

    /// As addresses name it.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Action> find(String key) {
        return Arrays.stream(values())
                .filter(action -> action.key().equals(key))
                .findFirst();
    }
}
