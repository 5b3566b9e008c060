package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What is known about undoing a deletion.
 *
 * @param undo whether, and why, it is being undone or was
 * @param since when that began, or null
 * @param onFailure what becomes of it where it fails for good
 * @param log what has become of the services' restore logs
 * @param until when they are destroyed; null while the deletion is not completed, and where there are none
 * @param withoutLog services that were to delete and keep no restore log
 */
public record Restoration(
        Undo undo, Instant since, OnFailure onFailure, Log log, Instant until, List<String> withoutLog) {

    /** Of a job that has not begun. */
    static Restoration notBegun(OnFailure onFailure) {
        return new Restoration(Undo.NONE, null, onFailure, Log.NONE, null, List.of());
    }

    /** Whether it is being undone, or was. */
    public boolean isUndo() {
        return undo != Undo.NONE;
    }

    /** Why a deletion is undone. */
    public enum Undo {
        NONE,
        /** Somebody has asked for it after it was completed. */
        RESTORE,
        /** It has failed for good. */
        ROLLBACK;

        static Undo named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What has become of the services' restore logs. */
    public enum Log {
        /** There never were any. */
        NONE,
        /** They can be read by the job's key. */
        KEPT,
        /** Their key is being destroyed: nobody begins to restore any more. */
        DESTROYING,
        /** Nobody can read them any more. */
        DESTROYED;

        static Log named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
