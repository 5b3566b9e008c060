package io.tenantdeletion.cli.check;

import io.tenantdeletion.cli.Http;
import java.util.List;

/** That calls are refused which have no right, or no sense, and how. */
final class RefusalChecks {

    private static final String FORGED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.";

    private final Service service;
    private final Checklist checklist;

    RefusalChecks(Service service, Checklist checklist) {
        this.service = service;
        this.checklist = checklist;
    }

    /** That a call is taken from services only. */
    void callers(String area, String method, String path) {
        refused(area, "is refused without a token (401)", 401, method, path, null);
        refused(area, "is refused with a token that nobody signed (401)", 401, method, path, FORGED);
        if (service.token().split("\\.").length == 3) {
            refused(area, "is refused with a token that was changed (401)", 401, method, path, changed());
        } else {
            checklist.skip(area, "is refused with a token that was changed (401)", "the token is no JWT");
        }
        String wrongRole = "is refused without the role service (403)";
        if (service.userToken() == null) {
            checklist.skip(area, wrongRole, "no TENANT_DELETION_USER_TOKEN");
        } else {
            refused(area, wrongRole, 403, method, path, service.userToken());
        }
    }

    /** That whatever is no UUID is refused before a database is asked. */
    void identifiers(String area, String method, Subject subject, String suffix) {
        checklist.check(
                area,
                "takes UUIDs only (400)",
                () -> List.of("42", "1-1-1-1-1", subject.id() + "0", "' or 1=1").forEach(id -> {
                    Http.Answer answer = service.call(method, subject.path(id) + suffix);
                    try {
                        Bodies.problem(answer, 400);
                    } catch (MismatchException differs) {
                        throw new MismatchException("\"" + id + "\": " + differs.getMessage());
                    }
                }));
    }

    private void refused(String area, String check, int status, String method, String path, String token) {
        checklist.check(area, check, () -> Bodies.problem(service.call(method, path, token), status));
    }

    /** The token with another signature. */
    private String changed() {
        String token = service.token();
        int middle = (token.lastIndexOf('.') + token.length()) / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
