package city.senne.data.explore.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A list with its length, as the Explore API answers with lists.
record ListJson(@JsonProperty("total_count") int total, List<?> results) {}
