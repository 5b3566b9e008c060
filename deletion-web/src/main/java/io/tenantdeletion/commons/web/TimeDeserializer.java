package io.tenantdeletion.commons.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** Takes a time as text, with an offset, as {@link RequestTimes} has it. */
class TimeDeserializer extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    TimeDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String name = Objects.requireNonNullElse(parser.currentName(), "A time");
        try {
            return RequestTimes.time(name, TextDeserializer.text(parser));
        } catch (ProblemException malformed) {
            throw JsonMappingException.from(parser, malformed.getMessage(), malformed);
        }
    }
}
