package city.senne.data.mcp;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemShape;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Errors that are noticed before a message is read, such as a wrong key or a method that is not answered.
@Component
class McpProblems implements ProblemShape {
    @Override
    public boolean shapes(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        return McpDoor.PATH.equals(path);
    }

    @Override
    public Map<String, Object> json(Problem problem, Words words) {
        String message = words.of("problem." + problem.code(), problem.arguments());
        return BrokenMessage.answer(null, ErrorCodes.INVALID_REQUEST, message);
    }
}
