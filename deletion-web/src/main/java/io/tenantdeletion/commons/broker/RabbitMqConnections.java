package io.tenantdeletion.commons.broker;

import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens connections to the configured broker. */
@ApplicationScoped
public class RabbitMqConnections {

    private final RabbitMqConfig config;
    private final TlsConfigurationRegistry tls;
    private final String application;

    public RabbitMqConnections(
            RabbitMqConfig config,
            TlsConfigurationRegistry tls,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String application) {
        this.config = config;
        this.tls = tls;
        this.application = application;
    }

    /** Whether there is a broker at all. */
    public boolean isConfigured() {
        return config.url().isPresent();
    }

    public RabbitMqConfig config() {
        return config;
    }

    /**
     * A new connection.
     *
     * @param purpose what it is for, as operators see it in the broker's list
     */
    public Uni<RabbitMqSession> open(String purpose) {
        return RabbitMqSession.open(this::factory, application + " " + purpose, config.confirmTimeout());
    }

    private ConnectionFactory factory() throws Exception {
        URI url = config.url().orElseThrow();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        config.username().ifPresent(factory::setUsername);
        config.password().ifPresent(factory::setPassword);
        factory.setConnectionTimeout((int) config.connectTimeout().toMillis());
        factory.setHandshakeTimeout((int) config.connectTimeout().toMillis());
        factory.setRequestedHeartbeat((int) config.heartbeat().toSeconds());
        // One that has just come back may never answer although it is there; the client would wait for ten minutes.
        factory.setChannelRpcTimeout((int) config.confirmTimeout().toMillis());
        // A new connection begins anew: what was published and not confirmed, or received and not acknowledged, is
        // known here and nowhere in the client.
        factory.setAutomaticRecoveryEnabled(false);
        if (factory.isSSL()) {
            // The client by itself would trust everybody.
            factory.useSslProtocol(trust());
            factory.enableHostnameVerification();
        }
        return factory;
    }

    private SSLContext trust() throws Exception {
        if (config.tlsConfigurationName().isEmpty()) {
            return SSLContext.getDefault();
        }
        String name = config.tlsConfigurationName().get();
        return tls.get(name)
                .orElseThrow(() -> new ConfigurationException("There is no TLS configuration quarkus.tls." + name))
                .createSSLContext();
    }
}
