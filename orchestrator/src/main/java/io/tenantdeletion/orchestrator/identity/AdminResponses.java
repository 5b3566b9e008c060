package io.tenantdeletion.orchestrator.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What an answer of the Admin REST API means. A 404 alone is no proof: a wrong address, a proxy or an unknown realm
 * answers it too, and an account must not be taken for gone because somebody else did not know it.
 */
final class AdminResponses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_SUCH_USER = "User not found";

    private AdminResponses() {}

    /** What the answer to a GET says of this user. */
    static AccountState state(RestResponse<?> answer, UserId user) {
        return account(answer, user)
                .map(account -> account.path("enabled").booleanValue() ? AccountState.ENABLED : AccountState.DISABLED)
                .orElse(AccountState.ABSENT);
    }

    /** The address of this user's mail in the answer to a GET. */
    static Optional<String> email(RestResponse<?> answer, UserId user) {
        return account(answer, user)
                .map(account -> account.path("email").textValue())
                .filter(address -> !address.isBlank());
    }

    private static Optional<JsonNode> account(RestResponse<?> answer, UserId user) {
        if (answer.getStatus() != 200) {
            requireNoSuchUser(answer);
            return Optional.empty();
        }
        JsonNode account = body(answer);
        require(
                user.toString().equalsIgnoreCase(account.path("id").asText())
                        && account.path("enabled").isBoolean(),
                "its answer is not the account asked for");
        return Optional.of(account);
    }

    /** Whether the answer to a DELETE says that it deleted. */
    static boolean deleted(RestResponse<?> answer) {
        if (answer.getStatus() == 204) {
            return true;
        }
        requireNoSuchUser(answer);
        return false;
    }

    /** The names of these users in the answer to a search. */
    static Map<UserId, String> usernames(RestResponse<?> answer, Collection<UserId> users) {
        if (answer.getStatus() != 200) {
            throw failure(answer.getStatus());
        }
        JsonNode accounts = body(answer);
        require(accounts.isArray(), "its answer is no list of accounts");
        Map<String, String> byId = new HashMap<>();
        accounts.forEach(account ->
                byId.put(account.path("id").asText(), account.path("username").asText()));
        return users.stream()
                .filter(user -> !byId.getOrDefault(user.toString(), "").isEmpty())
                .collect(Collectors.toMap(user -> user, user -> byId.get(user.toString())));
    }

    private static void requireNoSuchUser(RestResponse<?> answer) {
        int status = answer.getStatus();
        if (status == 404) {
            require(
                    NO_SUCH_USER.equalsIgnoreCase(body(answer).path("error").asText()),
                    "status 404, but not because there is no such user; is deletion.identity.admin-url a realm's?");
            return;
        }
        throw failure(status);
    }

    private static CallException failure(int status) {
        // What is not the API's own may be a proxy's, and over in a moment.
        FailureKind kind = status >= 400 ? FailureKind.of(status) : FailureKind.ERROR;
        return new CallException(kind, "status " + status + hint(status));
    }

    private static String hint(int status) {
        return status == 403 ? "; the client's service account needs the role manage-users of realm-management" : "";
    }

    private static JsonNode body(RestResponse<?> answer) {
        try {
            return JSON.readTree(text(answer));
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
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
            throw new CallException(FailureKind.ERROR, otherwise);
        }
    }
}
