package io.tenantdeletion.commons.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08P01", "53300", "53100", "57P01", "57P02", "57P03", "25006", "55P03", "57014"})
    void aDatabaseThatCannotServeNowIsOne(String state) {
        assertThat(Outage.isOutage(database(state))).isTrue();
        assertThat(Outage.isOutage(new IllegalStateException(new CompletionException(database(state)))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23503", "42P01", "22021", "40001", "XX000"})
    void aStatementThatIsWrongIsNone(String state) {
        assertThat(Outage.isOutage(database(state))).isFalse();
    }

    @Test
    void whoCannotBeReachedIsOne() {
        assertThat(Outage.isOutage(new ConnectException("refused"))).isTrue();
        assertThat(Outage.isOutage(new UnknownHostException("db"))).isTrue();
        assertThat(Outage.isOutage(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(Outage.isOutage(new TimeoutException())).isTrue();
        assertThat(Outage.isOutage(new NoStackTraceThrowable("Timeout"))).isTrue();
    }

    @Test
    void aMistakeOfOursIsNone() {
        assertThat(Outage.isOutage(new IllegalStateException("Timeout"))).isFalse();
        assertThat(Outage.isOutage(new NoStackTraceThrowable("something"))).isFalse();
        assertThat(Outage.isOutage(new DatabaseException("no state", 0, null) {}))
                .isFalse();
    }

    private static DatabaseException database(String state) {
        return new DatabaseException("it said so", 0, state) {};
    }
}
