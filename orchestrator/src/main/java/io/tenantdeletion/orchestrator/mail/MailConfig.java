package io.tenantdeletion.orchestrator.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Email;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whether mail is sent, and to whom. Where the mail server is, is said by {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "deletion.mail")
public interface MailConfig {

    /** Whether mail is sent at all; then {@link #from} is needed. */
    @WithDefault("false")
    boolean enabled();

    /** Whom it comes from. */
    Optional<@Email String> from();

    /** The operators, who are told of every deletion, and of what needs a person. */
    Optional<List<@Email String>> operators();

    /** Where the console is, as whoever reads a mail reaches it. */
    @WithDefault("${orchestrator.url}/console")
    String consoleUrl();

    /** A directory with templates that take the place of ours of the same name. */
    Optional<Path> templates();

    /** How long before a deletion its owner is reminded of it. */
    @WithDefault("7d,1d")
    List<Duration> reminders();

    /** How often it is looked whom to remind. */
    @WithDefault("1m")
    @DurationMin(seconds = 1)
    Duration remindEvery();

    /** How long an account stays at most because its user's last mail is not accepted yet. */
    @WithDefault("1h")
    @DurationMin
    Duration lastMailWithin();
}
