package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Reads parameters and members of bodies; what is malformed is a 400 problem that says what would be right. */
final class RequestParameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private RequestParameters() {}

    /** A number from 1 to {@code largest} in a query parameter. */
    static int number(String name, String value, int otherwise, int largest) {
        if (value == null) {
            return otherwise;
        }
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) < 1 || Integer.parseInt(value) > largest) {
            throw invalid(name + " takes a number from 1 to " + largest + ".");
        }
        return Integer.parseInt(value);
    }

    /** true or false in a query parameter. */
    static boolean bool(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name + " takes true or false.");
        };
    }

    /** The framework takes an empty value for none, which would be everything instead of a mistake. */
    static void requireValues(UriInfo uri, List<String> names) {
        names.stream()
                .filter(name -> "".equals(uri.getQueryParameters().getFirst(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid(name + " is empty; leave it out where it does not matter.");
                });
    }

    /** A time in {@code from} before the one in {@code to}; either may be null. */
    static void requireOrder(Instant from, Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw invalid("from must be before to.");
        }
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }
}
