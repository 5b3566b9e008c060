package io.tenantdeletion.orchestrator.participant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.tenantdeletion.orchestrator.guard.GuardOverrides;
import io.tenantdeletion.orchestrator.job.Mode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in a deletion, and how calls to them are guarded. Validated at start by {@link ParticipantRegistry}.
 */
@ConfigMapping(prefix = "deletion.participants")
public interface ParticipantsConfig {

    /**
     * By the name that is the service's part of the path. {@code tenant} is the last step of every job and must be
     * there.
     */
    @WithParentName
    Map<String, ParticipantConfig> participants();

    /** One participant. */
    interface ParticipantConfig {

        /** Where it is, such as {@code https://orders.example:8443}; the contract's paths are appended. */
        String url();

        /** Whether it takes part. */
        @WithDefault("true")
        boolean enabled();

        /**
         * What it can do: {@code purge}, and of {@code preview}, {@code fence}, {@code verify}, {@code restore},
         * {@code external-data} what it answers. Of a service that cannot verify it is not proven that nothing is left.
         */
        @WithDefault("preview,purge")
        Set<Capability> capabilities();

        /**
         * Under which name it holds data of users, where it does: {@code models} has
         * {@code /api/v1/models/user/{user_id}} called when a user is deleted.
         */
        Optional<String> userData();

        /**
         * Whether it holds data of tenants. Without any it takes part in deletions of users only, and {@code user-data}
         * is needed.
         */
        @WithDefault("true")
        boolean tenantData();

        /** What it is called in bodies, where that is not its name: another service's answer is none of its own. */
        Optional<String> serviceName();

        /**
         * {@code shadow}: in every job it is asked what it would delete and what is in the way, and never deletes; the
         * job does not wait for it. Without it the platform's {@code deletion.mode}.
         */
        @WithDefault("delete")
        Mode mode();

        /** What is different about its guard. */
        ParticipantGuard guard();
    }

    /** Settings of the guard that differ for one participant. */
    interface ParticipantGuard extends GuardOverrides {

        Optional<Duration> previewTimeout();
    }
}
