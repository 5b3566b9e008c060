package io.tenantdeletion.cli.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one context in {@code domain-services}, and its entry in the orchestrator's configuration. */
final class Context {

    private static final String PACKAGE = "java/io/tenantdeletion/services/";
    private static final String BEFORE = "# The last step of every job.";

    private final Path root;
    private final Path services;
    private final String name;
    private final Sources sources;
    private final List<String> written = new ArrayList<>();
    private int questions;

    Context(Path root, String name) {
        this.root = root;
        this.services = root.resolve("domain-services");
        this.name = name;
        this.sources = new Sources(name);
    }

    boolean exists() {
        return Files.exists(services.resolve("src/main/" + PACKAGE + name));
    }

    /** A table of its own, and an audit log. */
    void writeSample() throws IOException {
        String type = Names.type(name);
        main("package-info.java", sources.packageInfo());
        main(type + "Deletion.java", sources.service(name));
        main(type + "Entry.java", sources.entry());
        main(type + "AuditLog.java", sources.auditLog());
        migration(name, "V1__" + name + ".sql", sources.migration());
        test(type + "DeletionIT.java", sources.contractTest(name));
        participate(true);
    }

    /** What was found in a database. */
    void write(Schema schema, String tenantColumn) throws IOException {
        Guess guess = new Guess(schema, tenantColumn);
        List<Mark> marks = guess.marks();
        String type = Names.type(name);
        main("package-info.java", sources.packageInfo());
        main(type + "Deletion.java", sources.service(schema.name()));
        migration(schema.name(), "V1__" + name + ".sql", Migrations.asItIs(schema));
        String changes = Migrations.forDeletion(marks, guess);
        if (!changes.isEmpty()) {
            migration(schema.name(), "V2__deletion.sql", changes);
        }
        append(services.resolve("src/main/resources/application.properties"), "\n" + sources.settings(schema, marks));
        test(type + "DeletionIT.java", sources.contractTest(schema.name()));
        if (marks.stream().anyMatch(Mark::goesWithUser)) {
            test(type + "UserDeletionIT.java", sources.userContractTest(schema.name(), marks));
        }
        participate(marks.stream().anyMatch(mark -> mark.settings().get("data").endsWith("user")));
    }

    /** What was written, and what is to be done. */
    String summary() {
        return "Written:\n  " + String.join("\n  ", written) + "\n\n"
                + (questions == 0 ? "" : questions + " guesses to look at: grep -rn REVIEW domain-services/src/main\n")
                + "Run its contract test:\n  ./mvnw test -pl domain-services -am -Dtest='" + Names.type(name)
                + "*IT' -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private void main(String file, String content) throws IOException {
        write(services.resolve("src/main/" + PACKAGE + name + "/" + file), content);
    }

    private void test(String file, String content) throws IOException {
        write(services.resolve("src/test/" + PACKAGE + name + "/" + file), content);
    }

    private void migration(String schema, String file, String content) throws IOException {
        write(services.resolve("src/main/resources/db/migration/" + schema + "/" + file), content);
    }

    private void participate(boolean namesUsers) throws IOException {
        Path file = root.resolve("orchestrator/src/main/resources/application.properties");
        String properties = Files.readString(file);
        String entry = sources.participant(namesUsers);
        write(
                file,
                properties.contains(BEFORE) ? properties.replace(BEFORE, entry + BEFORE) : properties + "\n" + entry);
    }

    private void append(Path file, String content) throws IOException {
        write(file, Files.readString(file) + content);
    }

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        written.add(root.relativize(file).toString());
        questions += content.split("REVIEW", -1).length - 1;
    }
}
