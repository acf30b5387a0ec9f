package city.senne.platform.web;

import city.senne.platform.i18n.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// How the errors of a compatibility API look, when it prescribes its own shape. Declared as a bean by the module
/// that speaks it; everything else gets RFC 9457.
public interface ProblemShape {
    /// True when the request was addressed to this API.
    boolean shapes(HttpServletRequest request);

    /// The JSON to answer with, under the problem's status.
    Map<String, Object> json(Problem problem, Words words);
}
