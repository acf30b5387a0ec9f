package city.senne.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/// Which methods an address answers, told before anybody is asked who she is: rights say nothing about what does not
/// exist.
@Component
public class AnsweredMethods {
    private final ObjectProvider<HandlerMapping> addresses;

    AnsweredMethods(ObjectProvider<HandlerMapping> addresses) {
        this.addresses = addresses;
    }

    /// Throws a [Problem] when the address does not exist, or answers other methods only.
    public void require(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        for (HandlerMapping mapping : (Iterable<HandlerMapping>) addresses.orderedStream()::iterator) {
            try {
                HandlerExecutionChain found = mapping.getHandler(request);
                if (found == null) continue;
                if (found.getHandler() instanceof ResourceHttpRequestHandler)
                    throw Problem.methodNotAllowed(List.of("GET"));
                return;
            } catch (HttpRequestMethodNotSupportedException other) {
                throw Problem.methodNotAllowed(
                        List.of(Objects.requireNonNullElse(other.getSupportedMethods(), new String[0])));
            } catch (Problem problem) {
                throw problem;
            } catch (Exception ofItsContent) {
                // The address answers this method; what else is wrong is said once we know who asks.
                return;
            }
        }
        throw Problem.notFound();
    }
}
