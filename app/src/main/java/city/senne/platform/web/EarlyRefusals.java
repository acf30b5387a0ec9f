package city.senne.platform.web;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Constants;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Answers what the web server refuses before any of our pages could: addresses that are too long or malformed,
/// headers that are too large, methods that nobody speaks.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EarlyRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyRefusals.class);

    private static final Pattern QUOTED_PATH = Pattern.compile("\\[(/[A-Za-z0-9/._-]*)");

    private final ObjectProvider<ProblemWriter> writer;

    EarlyRefusals(ObjectProvider<ProblemWriter> writer) {
        this.writer = writer;
    }

    /// Takes the place of the valve that shows the server's own pages.
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            Pipeline pipeline = context.getParent().getPipeline();
            for (Valve valve : pipeline.getValves()) {
                if (valve instanceof ErrorReportValve) pipeline.removeValve(valve);
            }
            if (context.getParent() instanceof StandardHost host) host.setErrorReportValveClass("");
            pipeline.addValve(new Answer());
        });
    }

    private final class Answer extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            if (request.getRequestURI() == null) recoverPath(request);
            try {
                writer.getObject().writeSmall(problem(request, status, thrown), request, response);
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("Nobody is left to be told of {}", status, gone);
            }
        }
    }

    /// Where nothing of the address could be used, the error still quotes it: enough to answer a program as one.
    private static void recoverPath(Request request) {
        if (!(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown)) return;
        Matcher quoted = QUOTED_PATH.matcher(String.valueOf(thrown.getMessage()));
        if (quoted.find()) request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, quoted.group(1));
    }

    private static Problem problem(Request request, int status, @Nullable Throwable thrown) {
        if (status == 400 && isTooLong(request)) {
            return request.getRequestURI() == null
                    ? new Problem(HttpStatus.URI_TOO_LONG, "address-too-long")
                    : new Problem(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large");
        }
        if (status == 400) return Problem.invalid("malformed-request");
        if (status < 500) return Problems.ofStatus(status);
        if (thrown == null && status != 500) return new Problem(HttpStatus.valueOf(status), "invalid-request");
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", incident, thrown);
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", incident);
    }

    /// The server tells it apart by the text of its error alone.
    private static boolean isTooLong(Request request) {
        String said = StringManager.getManager(Constants.class).getString("iib.requestheadertoolarge.error");
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && said.equals(thrown.getMessage());
    }
}
