package io.tenantdeletion.commons.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.io.IOException;
import java.util.Objects;

/** Takes text where text belongs, and only whole characters. */
class TextDeserializer extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return text(parser);
    }

    /** The parser's value, which must be text. */
    static String text(JsonParser parser) throws IOException {
        String name = Objects.requireNonNullElse(parser.currentName(), "A member");
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid(parser, name + " must be text.");
        }
        String text = parser.getText();
        if (text.codePoints().anyMatch(TextDeserializer::isHalfACharacter)) {
            throw invalid(parser, name + " contains half a character, a lone surrogate.");
        }
        return text;
    }

    private static IOException invalid(JsonParser parser, String detail) {
        return JsonMappingException.from(parser, detail, new ProblemException(ProblemType.INVALID_REQUEST, detail));
    }

    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
