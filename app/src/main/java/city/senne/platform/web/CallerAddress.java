package city.senne.platform.web;

import city.senne.platform.store.PublicAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// The address that a request came from, for those who count calls by it. What a request itself says of it
/// (`X-Forwarded-For`) is believed only when the operator named a public address, and with it said that a web server
/// stands before this one; and only from web servers that are trusted.
@Component
public class CallerAddress implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(CallerAddress.class);
    private static final String PEER = CallerAddress.class.getName();

    private final boolean isForwarded;

    CallerAddress(PublicAddress publicAddress) {
        this.isForwarded = publicAddress.find().isPresent();
    }

    /// In the text form of IPv4 or IPv6.
    public static String of(HttpServletRequest request) {
        return request.getAttribute(PEER) instanceof String peer ? peer : request.getRemoteAddr();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!isForwarded) factory.addEngineValves(new NotePeer());
    }

    /// Notes who is at the other end of the connection, whoever she says she asks for.
    private static final class NotePeer extends ValveBase {
        private volatile boolean hasWarned;

        NotePeer() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(PEER, request.getPeerAddr());
            if (!hasWarned && !request.getPeerAddr().equals(request.getRemoteAddr())) {
                hasWarned = true;
                LOG.warn("Requests come through a web server, whose address counts for all of them until a public"
                        + " address is set (--public-address, senne.public-address)");
            }
            getNext().invoke(request, response);
        }
    }
}
