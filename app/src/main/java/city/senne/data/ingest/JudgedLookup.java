package city.senne.data.ingest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Looks a host's name up for the connection itself: the addresses that are judged here are those that are connected
/// to. Whoever owns a name could otherwise let it mean a public address when it is judged, and one inside a moment
/// later, when it is used.
final class JudgedLookup implements DnsResolver {
    private final DnsResolver names;
    private final boolean privateAddresses;

    /// @param privateAddresses whether hosts inside the city's own network are allowed
    JudgedLookup(DnsResolver names, boolean privateAddresses) {
        this.names = names;
        this.privateAddresses = privateAddresses;
    }

    /// The host is inside, or could be: one of its addresses is.
    static final class PrivateHost extends UnknownHostException {
        private static final long serialVersionUID = 1;

        PrivateHost(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (privateAddresses) return addresses;
        for (InetAddress address : addresses) {
            if (SourceAddress.isPrivate(address)) throw new PrivateHost(host);
        }
        return addresses;
    }

    /// Nothing is asked of the name server beside addresses.
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
