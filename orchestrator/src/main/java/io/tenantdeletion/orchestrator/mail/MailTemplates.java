package io.tenantdeletion.orchestrator.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The mails' templates: an operator's where there is one of that name, else ours. Read once, at start: what cannot be
 * parsed stops it.
 */
@Startup
@Singleton
class MailTemplates {

    private static final String SUBJECT = "Subject:";
    private static final int LONGEST_SUBJECT = 150;
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private final Engine engine;
    private final MailConfig config;
    private final Map<String, Template> templates = new HashMap<>();

    MailTemplates(Engine engine, MailConfig config) {
        this.engine = engine;
        this.config = config;
    }

    @PostConstruct
    void read() {
        for (MailKind kind : MailKind.values()) {
            read(kind.template() + ".txt", Variant.TEXT_PLAIN);
            read(kind.template() + ".html", Variant.TEXT_HTML);
        }
    }

    /** The mail of this kind. */
    Uni<MailText> render(MailKind kind, Map<String, Object> data) {
        return Uni.combine()
                .all()
                .unis(
                        instance(kind.template() + ".txt", data).createUni(),
                        instance(kind.template() + ".html", data).createUni())
                .with(MailTemplates::mail);
    }

    /** The first line of the text is the subject, whatever a name tries to make of it. */
    private static MailText mail(String text, String html) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String subject = GAP.matcher(first.startsWith(SUBJECT) ? first.substring(SUBJECT.length()) : first)
                .replaceAll(" ")
                .strip();
        return new MailText(
                shortened(subject), end < 0 ? "" : text.substring(end + 1).strip() + "\n", html);
    }

    private static String shortened(String subject) {
        return subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }

    private TemplateInstance instance(String name, Map<String, Object> data) {
        TemplateInstance instance = templates.get(name).instance();
        data.forEach(instance::data);
        return instance;
    }

    private void read(String name, String type) {
        Path own = config.templates().map(directory -> directory.resolve(name)).orElse(null);
        if (own == null || !Files.exists(own)) {
            templates.put(name, engine.getTemplate("mail/" + name));
            return;
        }
        try {
            templates.put(name, engine.parse(Files.readString(own), Variant.forContentType(type), "own-mail/" + name));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The mail template " + own + " cannot be read", unreadable);
        }
    }
}
