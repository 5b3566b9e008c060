package io.tenantdeletion.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The signed proof of a deletion. */
@Command(
        name = "certificate",
        description = "Print the certificate of a completed job: what it says, or as it was signed.",
        footer = {"", "It is issued when nothing of what was deleted can be brought back any more."})
final class CertificateCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "JOB_ID", description = "The job.")
    private UUID job;

    @Option(names = "--jws", description = "Print it as it was signed, to be kept and verified.")
    private boolean signed;

    @Override
    public Integer call() {
        String path = Jobs.PATH + "/" + job + "/certificate";
        connection
                .out()
                .println(signed ? connection.text(path, "application/jose") : Http.pretty(connection.get(path)));
        return ExitStatus.DONE;
    }
}
