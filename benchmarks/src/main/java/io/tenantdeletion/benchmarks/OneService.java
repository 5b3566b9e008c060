package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.seed.TenantSeeder;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A tenant and one of ten times its rows, all in one service: the work must grow with the rows and no faster. */
final class OneService {

    private static final String SERVICE = "orders";
    private static final int TIMES_AS_MANY = 10;
    private static final double AT_MOST = 11;
    private static final UUID TENANT = new UUID(11, 11);

    private final Platform platform;
    private final PlatformApi tokens;
    private final Housekeeping housekeeping;
    private final Console console;
    private final HttpClient client = HttpClient.newHttpClient();

    OneService(Platform platform, PlatformApi tokens, Housekeeping housekeeping, Console console) {
        this.platform = platform;
        this.tokens = tokens;
        this.housekeeping = housekeeping;
        this.console = console;
    }

    /** @param rows of the larger tenant */
    CostToOthers.Result run(long rows) {
        long few = rows / TIMES_AS_MANY;
        delete(few);
        Times small = Times.of(List.of(delete(few), delete(few), delete(few)));
        Times large = Times.of(List.of(delete(rows)));
        CostToOthers.Result result = new CostToOthers.Result(
                String.format(Locale.ROOT, "%,d rows in one service / %,d", rows, few), 50, small, large, AT_MOST);
        console.status(String.format(Locale.ROOT, "%s: %.2f", result.what(), result.ratio()));
        return result;
    }

    /** Fills the tenant; how long its fence, purge and verification take, call after call without a pause. */
    private Duration delete(long rows) {
        housekeeping.liftFences();
        new TenantSeeder(() -> platform.postgres().connect(Platform.DOMAIN_DATABASE), List.of(SERVICE), List.of())
                .seedTenant(TENANT, rows);
        housekeeping.tidy();
        String token = tokens.serviceToken();
        long begin = System.nanoTime();
        repeat("POST", "/deletion-fence", token);
        repeat("DELETE", "", token);
        repeat("GET", "/deletion-verification", token);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void repeat(String method, String call, String token) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.domainServices().url() + "/api/v1/" + SERVICE + "/tenant/" + TENANT + call))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        int status = 202;
        while (status == 202) {
            status = send(request).statusCode();
        }
        if (status != 200) {
            throw new IllegalStateException(method + " " + request.uri() + " is answered with " + status);
        }
    }

    private HttpResponse<Void> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
