package io.tenantdeletion.commons.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The document of all messages that the orchestrator serves, and what it says of one that was sent. */
public final class AsyncApi {

    private final JsonObject document;
    private final Map<String, String> schemaByType = new TreeMap<>();

    private AsyncApi(JsonObject document) {
        this.document = document;
        JsonObject messages = document.getJsonObject("components").getJsonObject("messages");
        messages.fieldNames()
                .forEach(name -> schemaByType.put(
                        messages.getJsonObject(name).getString("name"),
                        messages.getJsonObject(name).getJsonObject("payload").getString("$ref")));
    }

    /** Fails where it is no YAML. */
    public static AsyncApi read(String yaml) {
        try {
            Map<?, ?> parsed = new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class);
            return new AsyncApi(new JsonObject(new ObjectMapper().writeValueAsString(parsed)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The types of events that it has. */
    public Set<String> types() {
        return schemaByType.keySet();
    }

    /** What its channel says is sent there. */
    public Set<String> channelMessages() {
        return document.getJsonObject("channels")
                .getJsonObject("events")
                .getJsonObject("messages")
                .fieldNames();
    }

    /** The messages that it describes. */
    public Set<String> messages() {
        return document.getJsonObject("components").getJsonObject("messages").fieldNames();
    }

    /** What is wrong with a message; nothing where it is as documented. */
    public List<String> mistakes(JsonObject message) {
        String schema = schemaByType.get(message.getString("type"));
        if (schema == null) {
            return List.of("no such type: " + message.getString("type"));
        }
        OutputUnit result = Validator.create(
                        JsonSchema.of(new JsonObject()
                                .put("$ref", schema)
                                .put("components", document.getJsonObject("components"))),
                        new JsonSchemaOptions()
                                .setBaseUri("https://tenantdeletion.io/")
                                .setDraft(Draft.DRAFT202012)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(message);
        return result.getValid()
                ? List.of()
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }
}
