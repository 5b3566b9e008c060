package io.tenantdeletion.cli.check;

import io.tenantdeletion.cli.CommandFailedException;
import io.tenantdeletion.cli.Http;
import io.tenantdeletion.cli.check.Checklist.Result;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./check-endpoints}. */
@Command(
        name = "./check-endpoints",
        mixinStandardHelpOptions = true,
        version = "check-endpoints 0.1.0-SNAPSHOT",
        usageHelpAutoWidth = true,
        header = "Tries every call of the deletion contract on a running service, in whatever language.",
        description = {
            "",
            "IT DELETES a tenant's data, for ever. Run it on a service of your own with data that was made for it:",
            "  export TENANT_DELETION_TOKEN=…       # of a client with the realm role service",
            "  ./check-endpoints http://localhost:9000 --service loyalty --tenant $ONE --other-tenant $TWO \\",
            "    --capabilities preview,purge,fence,verify --yes-delete-this-tenant",
            ""
        },
        footer = {
            "",
            "TENANT_DELETION_TOKEN is a bearer token of a service. TENANT_DELETION_USER_TOKEN, where it is set, is one of",
            "somebody who is no service, and has to be refused."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing failed", "1:at least one check failed", "2:the command line is wrong"})
public final class CheckEndpoints implements Callable<Integer> {

    /** What kind of service it is. */
    enum Kind {
        SERVICE,
        TENANT
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Where the service is.")
    private String url;

    @Option(names = "--kind", description = "service, or tenant for a tenant service (${DEFAULT-VALUE}).")
    private Kind kind = Kind.SERVICE;

    @Option(names = "--service", paramLabel = "NAME", description = "The service's name in paths, such as pos.")
    private String name;

    @Option(names = "--service-name", paramLabel = "NAME", description = "Its name in bodies, where that is another.")
    private String serviceName;

    @Option(
            names = "--capabilities",
            split = ",",
            paramLabel = "LIST",
            description = "What it offers of preview,purge,fence,verify,restore (preview,purge).")
    private Set<Capability> capabilities = EnumSet.of(Capability.PREVIEW, Capability.PURGE);

    @Option(names = "--tenant", required = true, description = "The tenant whose data is DELETED.")
    private UUID tenant;

    @Option(names = "--other-tenant", paramLabel = "TENANT", description = "One with data that has to stay.")
    private UUID otherTenant;

    @Option(names = "--user-data", paramLabel = "NAME", description = "The name of users' data in paths.")
    private String userData;

    @Option(
            names = "--user",
            description = "With --user-data: the user whose data is DELETED. Of a tenant service: one to look for.")
    private UUID user;

    @Option(names = "--other-user", paramLabel = "USER", description = "One with data that has to stay.")
    private UUID otherUser;

    @Option(names = "--yes-delete-this-tenant", description = "Without it nothing is called.")
    private boolean consent;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "For all of it (${DEFAULT-VALUE}).")
    private long timeout = 600;

    @Option(names = "--json", description = "Print the outcome as JSON, at the end.")
    private boolean json;

    private CheckEndpoints() {}

    /** Runs the command and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(command(System.getenv()).execute(arguments));
    }

    /** The command; for tests and other programs. */
    public static CommandLine command(Map<String, String> environment) {
        CheckEndpoints command = new CheckEndpoints();
        command.environment = environment;
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (failure instanceof CommandFailedException) {
                        line.getErr().println(failure.getMessage());
                        return 1;
                    }
                    throw failure;
                });
    }

    private Map<String, String> environment;

    @Override
    public Integer call() {
        requireComplete();
        PrintWriter out = spec.commandLine().getOut();
        Checklist checklist = new Checklist(json ? line -> {} : line -> out.println(text(line)));
        check(checklist, url.replaceFirst("/+$", ""), Instant.now().plusSeconds(timeout));
        long failed = checklist.count(Result.FAIL);
        if (json) {
            out.println(json(checklist));
        } else {
            out.println("%d passed, %d failed, %d skipped"
                    .formatted(checklist.count(Result.PASS), failed, checklist.count(Result.SKIP)));
        }
        return failed == 0 ? 0 : 1;
    }

    private void requireComplete() {
        if (!consent) {
            throw usage("This DELETES all data of tenant " + tenant + " in " + url
                    + ", for ever. If that is what you want, add --yes-delete-this-tenant.");
        }
        if (token().isBlank()) {
            throw usage("TENANT_DELETION_TOKEN is not set: it has to be a bearer token of a service.");
        }
        if (kind == Kind.SERVICE && name == null) {
            throw usage("--service is missing: the service's name in paths.");
        }
        if (userData != null && user == null) {
            throw usage("--user-data needs --user: whose data is to be deleted.");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void check(Checklist checklist, String base, Instant end) {
        String path = kind == Kind.TENANT && name == null ? "tenant" : name;
        String inBodies = serviceName == null ? path : serviceName;
        Subject subject = new Subject("tenant", path, inBodies, tenant, otherTenant);
        if (userData != null) {
            Subject ofUser = new Subject("user", userData, inBodies, user, otherUser);
            new SubjectChecks(service(base), ofUser, capabilities, checklist, end).run();
        }
        Service service = service(base);
        if (kind == Kind.SERVICE) {
            new SubjectChecks(service, subject, capabilities, checklist, end).run();
            return;
        }
        TenantServiceChecks ofTenants = new TenantServiceChecks(service, tenant, user, checklist);
        ofTenants.before();
        ofTenants.purging();
        new SubjectChecks(service, subject, capabilities, checklist, end).run();
        ofTenants.after();
    }

    private Service service(String base) {
        return new Service(
                base,
                token(),
                environment.get("TENANT_DELETION_USER_TOKEN"),
                UUID.randomUUID().toString(),
                Map.of());
    }

    private String token() {
        return environment.getOrDefault("TENANT_DELETION_TOKEN", "");
    }

    private static String text(Checklist.Line line) {
        return "%s  %-20s  %s%s"
                .formatted(
                        line.result(), line.area(), line.check(), line.detail().isEmpty() ? "" : ": " + line.detail());
    }

    private static String json(Checklist checklist) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            outcome.put(result.toString(), checklist.count(result));
        }
        List<Map<String, String>> checks = checklist.lines().stream()
                .map(line -> Map.of(
                        "area", line.area(),
                        "check", line.check(),
                        "result", line.result().toString(),
                        "detail", line.detail()))
                .toList();
        outcome.put("checks", checks);
        return Http.text(outcome);
    }
}
