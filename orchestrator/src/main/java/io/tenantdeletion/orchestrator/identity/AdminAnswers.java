package io.tenantdeletion.orchestrator.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.commons.contract.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What an answer of the Admin REST API means. A 404 alone is no proof: a wrong address, a proxy or an unknown realm
 * answers it too, and an account must not be taken for gone because somebody else did not know it.
 */
final class AdminAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_SUCH_USER = "User not found";

    private AdminAnswers() {}

    /** Whether the answer to a GET shows this user. */
    static boolean exists(RestResponse<?> answer, UserId user) {
        if (answer.getStatus() == 200) {
            require(user.toString().equalsIgnoreCase(member(answer, "id")), "its answer is not the account asked for");
            return true;
        }
        requireNoSuchUser(answer);
        return false;
    }

    /** Whether the answer to a DELETE says that it deleted. */
    static boolean deleted(RestResponse<?> answer) {
        if (answer.getStatus() == 204) {
            return true;
        }
        requireNoSuchUser(answer);
        return false;
    }

    private static void requireNoSuchUser(RestResponse<?> answer) {
        int status = answer.getStatus();
        if (status == 404) {
            require(
                    NO_SUCH_USER.equalsIgnoreCase(member(answer, "error")),
                    "status 404, but not because there is no such user; is deletion.identity.admin-url a realm's?");
            return;
        }
        boolean refused = status >= 400 && status < 500 && status != 429;
        throw refused
                ? new AccountsException(Reason.REFUSED, "status " + status + hint(status))
                : new AccountsException(Reason.ERROR, "status " + status);
    }

    private static String hint(int status) {
        return status == 401 || status == 403
                ? "; the client's service account needs the role manage-users of realm-management"
                : "";
    }

    private static String member(RestResponse<?> answer, String name) {
        try {
            JsonNode body = JSON.readTree(text(answer));
            return body == null ? "" : body.path(name).asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    /** The client reads an entity only where the status says success; of an error it hands the received bytes. */
    private static String text(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        try (InputStream bytes = entity instanceof InputStream stream ? stream : InputStream.nullInputStream()) {
            return entity instanceof String text ? text : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AccountsException(Reason.ERROR, otherwise);
        }
    }
}
