package city.senne.platform.web;

import city.senne.platform.store.PublicAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The one place that decides under which scheme, host and port a request was asked: the public address when one is
/// set; else what a web server that we trust forwards; else the request's own `Host`, which Tomcat has found to be a
/// host's name.
///
/// It decides before anything else sees the request. Whatever needs an absolute address asks [#origin].
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class AskedAddress implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final PublicAddress publicAddress;

    AskedAddress(PublicAddress publicAddress) {
        this.publicAddress = publicAddress;
    }

    /// `https://data.example.brussels`: without a path, and without a port that its scheme implies.
    public static String origin(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean isUsual = port <= 0 || port == usualPort(request.getScheme());
        return request.getScheme() + "://" + request.getServerName() + (isUsual ? "" : ":" + port);
    }

    /// Added after the valve that reads forwarded headers, so that it has the last word.
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        publicAddress.find().ifPresent(address -> factory.addEngineValves(new Always(address)));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /// Says of every request that it was asked under one address.
    private static final class Always extends ValveBase {
        private final URI address;

        Always(URI address) {
            super(true);
            this.address = address;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            boolean isSecure = address.getScheme().equals("https");
            request.setSecure(isSecure);
            request.getCoyoteRequest().scheme().setString(address.getScheme());
            request.getCoyoteRequest().serverName().setString(address.getHost());
            request.setServerPort(address.getPort() > 0 ? address.getPort() : usualPort(address.getScheme()));
            getNext().invoke(request, response);
        }
    }
}
