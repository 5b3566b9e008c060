package io.tenantdeletion.cli.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./new-service}. */
@Command(
        name = "./new-service",
        mixinStandardHelpOptions = true,
        version = "new-service 0.1.0-SNAPSHOT",
        usageHelpAutoWidth = true,
        header =
                "Makes a context that keeps the deletion contract: migration, marks, service, contract test, participant.",
        description = {
            "",
            "  ./new-service loyalty",
            "  PGPASSWORD=… ./new-service loyalty --from-database postgresql://me@localhost:5432/shop --schema loyalty",
            "",
            "From a database it reads the catalog of one schema and guesses whose rows each table's are. Nothing is changed",
            "there. Every guess is marked REVIEW in what it writes, with the question that you have to answer."
        })
public final class NewService implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The service's name in paths: lower case letters and digits.")
    private String name;

    @Option(names = "--from-database", paramLabel = "URL", description = "postgresql://[user@]host[:port]/database")
    private String database;

    @Option(names = "--schema", description = "The schema with the service's tables, and nothing else (NAME).")
    private String schema;

    @Option(
            names = "--tenant-column",
            paramLabel = "COLUMN",
            defaultValue = "tenant_id",
            description = "The column that names the tenant (${DEFAULT-VALUE}).")
    private String tenantColumn;

    @Option(names = "--into", paramLabel = "FOLDER", defaultValue = ".", description = "The repository (here).")
    private Path root;

    private NewService() {}

    /** Runs the command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new NewService());
    }

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[a-z][a-z0-9]{1,40}")) {
            throw usage("A name is lower case letters and digits, such as loyalty.");
        }
        if (!Files.isDirectory(root.resolve("domain-services"))) {
            throw usage(root.toAbsolutePath().normalize() + " is not the repository; see --into.");
        }
        Context context = new Context(root, name);
        if (context.exists()) {
            throw usage("There is a context " + name + " already.");
        }
        if (database == null) {
            context.writeSample();
        } else {
            context.write(read(), tenantColumn);
        }
        spec.commandLine().getOut().println(context.summary());
        return 0;
    }

    private Schema read() {
        String wanted = schema == null ? name : schema;
        String url = database.replaceFirst("^(jdbc:)?postgres(ql)?://", "");
        Properties login = new Properties();
        int at = url.indexOf('@');
        if (at >= 0) {
            login.setProperty("user", url.substring(0, at));
        }
        String password = System.getenv("PGPASSWORD");
        if (password != null) {
            login.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + url.substring(at + 1), login)) {
            Schema found = new SchemaReader(connection).read(wanted);
            if (found.tables().isEmpty()) {
                throw usage("There is no table in the schema " + wanted + ".");
            }
            return found;
        } catch (SQLException failure) {
            throw usage("The database cannot be read: " + failure.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
