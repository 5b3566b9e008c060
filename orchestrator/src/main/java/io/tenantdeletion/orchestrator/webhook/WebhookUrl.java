package io.tenantdeletion.orchestrator.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a webhook is called: an address that everybody reads alike. Whatever one reader takes for a name and another
 * for a number (decimal, octal, hexadecimal, shortened IPv4), for a user or for a host, is refused.
 *
 * @param tls whether it is called with TLS
 * @param host its name or address, in lower case, IPv6 without brackets
 * @param port its port
 * @param target path and query
 */
record WebhookUrl(boolean tls, String host, int port, String target) {

    private static final int LONGEST = 2048;
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
    private static final Pattern LOCAL =
            Pattern.compile("[^.:]+|.*\\.(localhost|local|localdomain|internal|home\\.arpa)");
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * Reads an address.
     *
     * @throws RefusedAddressException where it is none that may be called
     */
    static WebhookUrl parse(String text, WebhooksConfig config) {
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        require(tls || scheme.equals("http") && config.allowHttp(), "is not https");
        require(uri.getRawUserInfo() == null, "names a user; what has to be secret is the signature's");
        require(uri.getRawFragment() == null, "has a fragment");
        require(uri.getHost() != null, "names no host as everybody reads it");
        String host = host(uri.getHost().toLowerCase(Locale.ROOT));
        int port = uri.getPort() == -1 ? tls ? 443 : 80 : uri.getPort();
        require(config.allowPrivate() || !LOCAL.matcher(host).matches(), "is a name for inside only");
        require(
                config.allowPrivate() || config.ports().contains(port) || port == 80 && !tls,
                "has a port that is not one of " + config.ports());
        require(port > 0 && port <= 65_535, "has no port that there is");
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new WebhookUrl(tls, host, port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** The address that the host is, where it is no name. */
    Optional<InetAddress> literal() {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return octets == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static URI uri(String text) {
        require(text != null && text.length() <= LONGEST, "is longer than " + LONGEST + " characters");
        require(text.chars().allMatch(c -> c > ' ' && c < 0x7f), "has characters other than those of a URI");
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new RefusedAddressException("is no URI");
        }
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
            require(
                    octets != null && octets.length == 16 && address.matches("[0-9a-f:]+"),
                    "is no IPv6 address, or one with another inside");
            return address;
        }
        require(IPV4.matcher(host).matches() || !NUMBER.matcher(host).matches(), "is a number, not a host");
        require(NAME.matcher(host).matches(), "names no host as everybody reads it");
        return host;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new RefusedAddressException(otherwise);
        }
    }
}
