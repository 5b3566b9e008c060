package io.tenantdeletion.orchestrator.webhook;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** A certificate that signs itself, made by the JDK's own tool. */
final class TestCertificate {

    private static final String PASSWORD = "password";

    private TestCertificate() {}

    /** Key and certificate of a name; what serves it and what trusts it are the same. */
    static PfxOptions of(String name, Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("keytool ended with " + ended);
        }
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }
}
