package io.tenantdeletion.moderation.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.mark.UserData;
import jakarta.persistence.Column;
import jakarta.persistence.Table;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntityKindTest {

    @Table(name = "ride_models", schema = "attractions")
    static class Open extends ModeratedEntity {

        @Column(name = "name")
        public String name;

        @Column(name = "status")
        public String status;

        @Column(name = "park_id")
        public UUID parkId;

        public String notMapped;
    }

    @Table(name = "reviews", schema = "attractions")
    @UserData(column = "author_id", anonymize = true)
    static class Signed extends ModeratedEntity {

        @Column(name = "text")
        public String text;

        @Column(name = "author_id")
        public UUID authorId;
    }

    @Test
    void isReadFromTheEntity() {
        EntityKind kind = EntityKind.of(Open.class, "ride_model", "name");

        assertThat(kind.path()).isEqualTo("ride-models");
        assertThat(kind.table()).isEqualTo("\"attractions\".\"ride_models\"");
        assertThat(kind.title()).isEqualTo("Ride model");
        assertThat(kind.fields()).containsExactly("name", "status", "park_id");
        assertThat(kind.hasStatus()).isTrue();
        assertThat(kind.person()).isEmpty();
    }

    @Test
    void thePersonIsNoFieldThatASubmissionTouches() {
        EntityKind kind = EntityKind.of(Signed.class, "review", "text");

        assertThat(kind.fields()).containsExactly("text");
        assertThat(kind.person()).contains("author_id");
        assertThat(kind.hasStatus()).isFalse();
    }

    @Test
    void fieldsHaveNamesForPeople() {
        assertThat(EntityKind.label("park_id")).isEqualTo("Park");
        assertThat(EntityKind.label("opened_on")).isEqualTo("Opened on");
        assertThat(EntityKind.label("_deletion_marker")).isEqualTo("Deletion marker");
    }
}
