package io.tenantdeletion.commons.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tenantdeletion.commons.contract.SubjectKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this process deletes. */
@ConfigMapping(prefix = "deletion")
public interface DeletionConfig {

    /** Path names of the services this process serves, comma-separated; all it contains where empty. */
    Optional<Set<String>> services();

    /** The usual name of the column that holds a tenant's id. */
    @NotBlank
    @WithDefault("tenant_id")
    String tenantColumn();

    /** The usual name of the column that holds a user's id, in services with users' data. */
    @NotBlank
    @WithDefault("user_id")
    String userColumn();

    /** The usual name of the column with a subject's id. */
    default String column(SubjectKind kind) {
        return kind == SubjectKind.TENANT ? tenantColumn() : userColumn();
    }

    /** How old a plan may be before the catalog is read again; a new table is overlooked for this long at most. */
    @WithDefault("30s")
    Duration planMaxAge();

    /**
     * How many transactions that count, purge or verify rows run at once, in this process, unless each of their
     * statements is done in a moment; as many as it has processors where nothing is said. Others wait for their turn.
     */
    Optional<@Min(1) Integer> maxConcurrent();

    /** Time and size limits of one purge call. */
    Purge purge();

    /** Time limits of putting back what was deleted; {@code deletion.restore} is the orchestrator's. */
    @WithName("restore-log")
    Restore restore();

    /** Time limits of one preview. */
    Preview preview();

    /** Time limits of one fence. */
    Fence fence();

    /** Time and size limits of one purge call. */
    interface Purge {

        /**
         * After this long a call commits and answers 202, and its caller calls again. A running statement is not
         * interrupted; it is bounded by {@link #chunkRows()} and {@link #callTimeout()}.
         */
        @WithDefault("5s")
        Duration timeBudget();

        /**
         * The longest that a statement, of a preview too, waits for a row or table that another transaction holds; then
         * the call fails with a 503 problem that says which. Shorter than {@link #callTimeout()}.
         */
        @DurationMin(millis = 1)
        @WithDefault("5s")
        Duration lockTimeout();

        /**
         * The longest that a call takes: a statement still running is ended by the database then, and nothing of the
         * call is kept. Longer than {@link #timeBudget()}, and shorter than its caller waits, which is 60 s of the
         * orchestrator: then no call that was given up goes on beside its repetition.
         */
        @DurationMin(millis = 1)
        @WithDefault("55s")
        Duration callTimeout();

        /**
         * Who checks foreign keys while a tenant's rows are deleted. {@code set} (the default): this library, by
         * locking parents first, wherever the purge role may set {@code session_replication_role} and no trigger has to
         * fire; {@code row}: always PostgreSQL, once for every row.
         */
        @WithDefault("set")
        ReferentialChecks referentialChecks();

        /** Tables with more rows of the tenant or user than this are deleted in parts of this many. */
        @Min(1)
        @Max(1_000_000)
        @WithDefault("200000")
        int chunkRows();

        /** How long a call waits for its turn before it answers 202; its caller calls again and keeps its place. */
        @WithDefault("5s")
        Duration maxWait();
    }

    /** Time limits of putting back what was deleted. */
    interface Restore {

        /** After this long a call answers 202 while the restore goes on, and its caller calls again. */
        @WithDefault("20s")
        Duration maxWait();

        /**
         * The longest that one statement of a restore takes, which puts back all rows of a table; then nothing is
         * restored.
         */
        @DurationMin(millis = 1)
        @WithDefault("1h")
        Duration statementTimeout();

        /** How often logs whose time is over are destroyed, and those that there are measured. */
        @DurationMin(millis = 1)
        @WithDefault("1m")
        Duration expireEvery();
    }

    /** Who checks foreign keys while rows are deleted. */
    enum ReferentialChecks {
        SET,
        ROW
    }

    /** Time limits of one preview. */
    interface Preview {

        /** The longest that counting one table takes; then the preview fails with a 503 problem. */
        @DurationMin(millis = 1)
        @WithDefault("10m")
        Duration statementTimeout();
    }

    /** Time limits of one fence. */
    interface Fence {

        /**
         * The longest that a fence waits for transactions with a snapshot of their own ({@code REPEATABLE READ} or
         * {@code SERIALIZABLE}) that have written for the same subject; then the call fails with a 503 problem that
         * says which. Others like them wait behind it for as long.
         */
        @DurationMin(millis = 1)
        @WithDefault("2s")
        Duration lockTimeout();
    }
}
