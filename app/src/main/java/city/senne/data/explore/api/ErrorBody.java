package city.senne.data.explore.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the API says when it does not answer.
record ErrorBody(@JsonProperty("error_code") String errorCode, String message) {}
