package io.tenantdeletion.tenant.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Owners and admins of one tenant delete, transfer, promote, demote and leave at once, many times. Whoever wins, the
 * tenant has exactly one owner, and it is suspended only where nobody else administers it.
 */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
@Tag("long")
class EverybodyAtOnceIT {

    private static final int ROUNDS = 60;
    private static final int AT_ONCE = 6;
    private static final Set<Integer> EXPECTED = Set.of(200, 204, 403, 404, 409);

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID carol = UUID.randomUUID();
    private UUID other;
    private List<String> others;

    @BeforeEach
    void anotherTenantOfTheSamePeople() {
        other = TenantRows.tenant("Not theirs to change here", UUID.randomUUID());
        others = TenantRows.of(other);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        assertThat(TenantRows.of(other)).isEqualTo(others);
    }

    @Test
    void leavesEveryTenantWithItsOwner() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 20_260_131L + round;
            UUID tenant = tenant(new Random(seed));
            List<Integer> answers = atOnce(calls(tenant, new Random(seed)));

            assertThat(answers).as("round %d", round).isSubsetOf(EXPECTED);
            check(tenant, round);
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "Outcomes: {0}", outcomes);
        assertThat(outcomes.keySet())
                .as("every call has succeeded and been refused in some round")
                .contains(
                        "suspend 200",
                        "suspend 409",
                        "transfer 200",
                        "promote 200",
                        "demote 200",
                        "leave 204",
                        "depart 200");
        assertThat(outcomes.get("suspended"))
                .as("rounds that ended with a suspended tenant")
                .isPositive();
        assertThat(outcomes.get("not suspended")).as("rounds that did not").isPositive();
    }

    private UUID tenant(Random random) {
        UUID tenant = TenantRows.tenant("Bakery", alice);
        TenantRows.member(tenant, bob, random.nextBoolean() ? "admin" : "member");
        TenantRows.member(tenant, carol, random.nextInt(3) == 0 ? "admin" : "member");
        return tenant;
    }

    private record Call(String name, IntSupplier status) {}

    private List<Call> calls(UUID tenant, Random random) {
        List<Call> calls = new ArrayList<>();
        for (int suspensions = random.nextInt(3); suspensions > 0; suspensions--) {
            UUID by = random.nextBoolean() ? alice : bob;
            long token = suspensions;
            calls.add(call("suspend", () -> suspendForWhoeverOwns(tenant, token, by)));
        }
        calls.add(call("transfer", () -> status(Api.as(alice).transfer(tenant, bob))));
        while (calls.size() < AT_ONCE) {
            UUID who = List.of(alice, alice, bob, carol).get(random.nextInt(4));
            UUID whom = List.of(bob, bob, carol, alice).get(random.nextInt(4));
            calls.add(
                    switch (random.nextInt(6)) {
                        case 0 -> call("transfer", () -> status(Api.as(who).transfer(tenant, whom)));
                        case 1 -> call("promote", () -> status(Api.as(who).putMember(tenant, whom, "admin")));
                        case 2 -> call("demote", () -> status(Api.as(who).putMember(tenant, whom, "member")));
                        case 3 -> call("leave", () -> status(Api.as(whom).removeMember(tenant, whom)));
                        case 4 -> call("remove", () -> status(Api.as(who).removeMember(tenant, whom)));
                        default ->
                            call("depart", () -> status(Api.asService().delete("user/" + whom + "/memberships")));
                    });
        }
        Collections.shuffle(calls, random);
        return calls;
    }

    private static Call call(String name, IntSupplier status) {
        return new Call(name, status);
    }

    private static int status(ValidatableResponse answer) {
        return answer.extract().statusCode();
    }

    private static int suspendForWhoeverOwns(UUID tenant, long token, UUID user) {
        return status(Api.asService().suspendForSoleAdmin(tenant, UUID.randomUUID(), token, user));
    }

    private List<Integer> atOnce(List<Call> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (Call call : calls) {
            Callable<Integer> waiting = () -> {
                start.await();
                return call.status().getAsInt();
            };
            answers.add(threads.submit(waiting));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            int status = answers.get(i).get();
            outcomes.merge(calls.get(i).name() + " " + status, 1, Integer::sum);
            statuses.add(status);
        }
        return statuses;
    }

    private void check(UUID tenant, int round) {
        List<String> owners = column("user_id", tenant, "role = 'owner'");
        List<String> administering = column("user_id", tenant, "role in ('owner', 'admin')");
        String owner = TestDatabase.query("select owner_id from tenant.tenants where id = '" + tenant + "'")
                .get(0);
        boolean suspended = !TestDatabase.query(
                        "select id from tenant.tenants where id = '" + tenant + "' and deletion_job_id is not null")
                .isEmpty();

        assertThat(owners).as("owners after round %d", round).containsExactly(owner);
        if (suspended) {
            assertThat(administering).as("suspended in round %d", round).containsExactly(owner);
        }
        outcomes.merge(suspended ? "suspended" : "not suspended", 1, Integer::sum);
    }

    private static List<String> column(String column, UUID tenant, String condition) {
        return TestDatabase.query(
                "select " + column + " from tenant.tenant_members where tenant_id = '" + tenant + "' and " + condition);
    }
}
