package io.tenantdeletion.commons.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;

/**
 * Reads the bodies of requests and changes nothing on the way: a number is not a text, a fraction not a whole number, a
 * time is one of this age, and a text is text. Answers of others are read with the application's own mapper.
 */
@Singleton
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class RequestJson implements ContextResolver<ObjectMapper> {

    private final ObjectMapper mapper;

    RequestJson(ObjectMapper json) {
        mapper = json.copy()
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false)
                .configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true)
                .registerModule(new SimpleModule("requests")
                        .addDeserializer(String.class, new TextDeserializer())
                        .addDeserializer(Instant.class, new TimeDeserializer()));
    }

    /** The mapper for bodies of requests, for whoever reads one by hand. */
    public ObjectMapper mapper() {
        return mapper;
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return mapper;
    }
}
