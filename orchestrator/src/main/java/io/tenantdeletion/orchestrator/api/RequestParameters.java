package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
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

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }
}
