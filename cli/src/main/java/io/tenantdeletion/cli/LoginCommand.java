package io.tenantdeletion.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Logs in. */
@Command(
        name = "login",
        description = "Log in by a browser, on this machine or another.",
        footer = {"", "The login is kept in a file and renewed by itself until the identity provider ends it."})
final class LoginCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Override
    public Integer call() {
        DeviceLogin.wait(connection.issuer(), connection.out()).write(connection.loginFile());
        connection.out().println("Logged in.");
        return ExitStatus.DONE;
    }
}
