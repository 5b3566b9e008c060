package io.tenantdeletion.commons.web;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.io.IOException;

/** As {@link TextDeserializer}, for the names of a map's members. */
class TextKeyDeserializer extends KeyDeserializer {

    @Override
    public String deserializeKey(String key, DeserializationContext context) throws IOException {
        return TextDeserializer.checked(context.getParser(), "A name", key);
    }
}
