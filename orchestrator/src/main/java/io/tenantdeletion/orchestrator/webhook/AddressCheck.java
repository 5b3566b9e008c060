package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Whether an address may be called, asked when it is registered and before every call. The answer is the one address to
 * connect to: whoever resolved the name again could be given another one.
 */
@Singleton
class AddressCheck {

    private final WebhooksConfig config;
    private final HostResolver names;

    AddressCheck(WebhooksConfig config, HostResolver names) {
        this.config = config;
        this.names = names;
    }

    /** The address behind it; fails with a {@link RefusedAddressException} where any of them must not be called. */
    Uni<CheckedAddress> check(String url) {
        return Uni.createFrom().deferred(() -> {
            WebhookUrl parsed = WebhookUrl.parse(url, config);
            return addresses(parsed).invoke(this::requirePublic).map(all -> new CheckedAddress(parsed, all.get(0)));
        });
    }

    private Uni<List<InetAddress>> addresses(WebhookUrl url) {
        return url.literal()
                .map(literal -> Uni.createFrom().item(List.of(literal)))
                .orElseGet(() -> names.resolve(url.host())
                        .ifNoItem()
                        .after(config.timeout())
                        .failWith(() -> new RefusedAddressException("has a name that nobody tells an address of"))
                        .onFailure(UnknownHostException.class)
                        .transform(unknown -> new RefusedAddressException("has a name without an address")));
    }

    private void requirePublic(List<InetAddress> addresses) {
        if (!config.allowPrivate() && !addresses.stream().allMatch(PublicAddresses::contain)) {
            throw new RefusedAddressException("leads to an address that is not public");
        }
    }

    /**
     * What was found good.
     *
     * @param url where to call
     * @param address to which address to connect for it
     */
    record CheckedAddress(WebhookUrl url, InetAddress address) {}
}
