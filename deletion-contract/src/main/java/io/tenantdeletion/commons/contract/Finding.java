package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something about a service's tables that a person should look at.
 *
 * @param severity {@link #ERROR}, which no deletion passes, or {@link #WARNING}
 * @param code stable word for the kind of finding, such as {@code unmarked-table}
 * @param table where it is, or null where it is no table's
 * @param detail what is wrong
 * @param remedy how it is mended, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // written as a member of a problem, which a native image cannot see
public record Finding(String severity, String code, String table, String detail, String remedy) {

    public static final String ERROR = "error";
    public static final String WARNING = "warning";

    /** A finding that no deletion passes. */
    public static Finding error(String code, String table, String detail, String remedy) {
        return new Finding(ERROR, code, table, detail, remedy);
    }

    /** A finding that a deletion passes. */
    public static Finding warning(String code, String table, String detail, String remedy) {
        return new Finding(WARNING, code, table, detail, remedy);
    }

    /** Whether no deletion passes it: everything does that is not called a warning. */
    @JsonIgnore
    public boolean isError() {
        return !WARNING.equals(severity);
    }
}
