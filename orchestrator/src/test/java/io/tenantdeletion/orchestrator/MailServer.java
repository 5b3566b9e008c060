package io.tenantdeletion.orchestrator;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;
import java.util.Map;

/**
 * A mail server in this process that takes mail for everybody. As a test resource it only chooses its port: resource
 * and tests meet in a system property, see {@link FakePlatformResource}.
 */
public class MailServer implements QuarkusTestResourceLifecycleManager {

    private static final String PORT = "orchestrator.test.mail-port";
    private static GreenMail server;

    /** The server, running. */
    public static synchronized GreenMail get() {
        if (server == null) {
            server = new GreenMail(new ServerSetup(Integer.getInteger(PORT), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
        }
        return server;
    }

    /** Nobody can reach it any more. */
    public static void pause() {
        get().stop();
    }

    /** Everybody can reach it again. */
    public static void goOn() {
        get().start();
    }

    @Override
    public Map<String, String> start() {
        int port = Loopback.freePort();
        System.setProperty(PORT, String.valueOf(port));
        return Map.of("quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.port", String.valueOf(port));
    }

    @Override
    public void stop() {
        System.clearProperty(PORT);
    }
}
