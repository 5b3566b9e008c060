package io.tenantdeletion.commons.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which RabbitMQ events travel over. */
@ConfigMapping(prefix = "deletion.events.rabbitmq")
public interface RabbitMqConfig {

    /** Where it is, such as {@code amqps://rabbitmq.example.org:5671/vhost}. Without it, no broker is used. */
    Optional<URI> url();

    /** The user, where the address does not name one. */
    Optional<String> username();

    /** The user's password. */
    Optional<String> password();

    /**
     * The name of a TLS configuration ({@code quarkus.tls.<name>.…}) with the certificates to trust, or to show, on an
     * {@code amqps} connection. Without it, those of the JVM. Names of hosts are checked always.
     */
    Optional<String> tlsConfigurationName();

    /** The topic exchange of all events. */
    @NotBlank
    @WithDefault("tenant.events")
    String exchange();

    /** How long a connection attempt may take. */
    @DurationMin(millis = 1)
    @WithDefault("5s")
    Duration connectTimeout();

    /** How often each side says that it is there; a silent one counts as gone after twice as long. */
    @DurationMin(seconds = 1)
    @WithDefault("10s")
    Duration heartbeat();

    /** How long the broker may take to confirm that it has stored a message, and to answer any other call. */
    @DurationMin(millis = 1)
    @WithDefault("15s")
    Duration confirmTimeout();
}
