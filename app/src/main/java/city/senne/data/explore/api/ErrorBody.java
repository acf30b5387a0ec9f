package city.senne.data.explore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API says when it does not answer.
///
/// @param purposes of which saying one would open what was asked for; null where that is not what is missing
record ErrorBody(
        @JsonProperty("error_code") String errorCode,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> purposes) {
    ErrorBody(String errorCode, String message) {
        this(errorCode, message, null);
    }
}
