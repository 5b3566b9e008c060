package io.tenantdeletion.tenant.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requester.Kind;
import io.tenantdeletion.tenant.suspension.SuspensionRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionRulesTest {

    private static final String NAME = "Panadería La Espiga";

    private static final UserId OWNER = new UserId(new UUID(0, 1));
    private static final UserId ADMIN = new UserId(new UUID(0, 2));
    private static final UserId STRANGER = new UserId(new UUID(0, 3));

    private static final List<TenantAdmin> SOLE_OWNER = List.of(new TenantAdmin(OWNER, "owner"));
    private static final List<TenantAdmin> OWNER_AND_ADMIN =
            List.of(new TenantAdmin(OWNER, "owner"), new TenantAdmin(ADMIN, "admin"));

    @Test
    void soleOwnerMayDelete() {
        assertThatCode(() -> DeletionRules.check(user(OWNER), SOLE_OWNER, NAME, NAME))
                .doesNotThrowAnyException();
    }

    @Test
    void lastAdminOfAnOwnerlessTenantMayDelete() {
        List<TenantAdmin> soleAdmin = List.of(new TenantAdmin(ADMIN, "admin"));

        assertThatCode(() -> DeletionRules.check(user(ADMIN), soleAdmin, NAME, NAME))
                .doesNotThrowAnyException();
    }

    @Test
    void strangerIsForbiddenBeforeAnythingElseIsSaid() {
        ProblemException problem = refusal(user(STRANGER), OWNER_AND_ADMIN, null);

        assertThat(problem.type().status()).isEqualTo(403);
        // What one would have to be, the same for every tenant; nothing about this one.
        assertThat(problem.extensions()).isEqualTo(Map.of("requires", "admin"));
        assertThat(problem).hasMessageNotContaining(NAME);
    }

    @Test
    void callerThatNamesNobodyIsForbidden() {
        Requester nobody = requester(null, Kind.USER);

        assertThat(refusal(nobody, SOLE_OWNER, NAME).type().status()).isEqualTo(403);
    }

    @Test
    void ownerIsToldWhoElseAdministers() {
        ProblemException problem = refusal(user(OWNER), OWNER_AND_ADMIN, NAME);

        assertThat(problem.type()).isEqualTo(SuspensionRules.OTHER_ADMINS);
        assertThat(problem.extensions()).containsEntry("user_ids", List.of(ADMIN));
    }

    @Test
    void otherAdminsAreMentionedBeforeTheConfirmation() {
        assertThat(refusal(user(ADMIN), OWNER_AND_ADMIN, null).type()).isEqualTo(SuspensionRules.OTHER_ADMINS);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null",
                "''",
                "panadería la espiga",
                "' Panadería La Espiga'",
                "Panadería La Espig",
                "Panader\u0069\u0301a La Espiga"
            })
    void everybodyMustNameTheTenantToTheLetter(String confirmation) {
        assertThat(refusal(user(OWNER), SOLE_OWNER, confirmation).type())
                .isEqualTo(DeletionRules.CONFIRMATION_REQUIRED);
        assertThat(refusal(service(), SOLE_OWNER, confirmation).type()).isEqualTo(DeletionRules.CONFIRMATION_REQUIRED);
        assertThat(refusal(platformAdmin(), SOLE_OWNER, confirmation).type())
                .isEqualTo(DeletionRules.CONFIRMATION_REQUIRED);
    }

    @Test
    void servicesAndPlatformAdminsMayDeleteDespiteOtherAdmins() {
        assertThatCode(() -> DeletionRules.check(service(), OWNER_AND_ADMIN, NAME, NAME))
                .doesNotThrowAnyException();
        assertThatCode(() -> DeletionRules.check(platformAdmin(), OWNER_AND_ADMIN, NAME, NAME))
                .doesNotThrowAnyException();
    }

    private static ProblemException refusal(Requester requester, List<TenantAdmin> admins, String confirmation) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> DeletionRules.check(requester, admins, NAME, confirmation));
        assertThat(problem).as("a refusal").isNotNull();
        return problem;
    }

    private static Requester user(UserId user) {
        return requester(user, Kind.USER);
    }

    private static Requester service() {
        return requester(STRANGER, Kind.SERVICE);
    }

    private static Requester platformAdmin() {
        return requester(STRANGER, Kind.PLATFORM_ADMIN);
    }

    private static Requester requester(UserId user, Kind kind) {
        return new Requester(Optional.ofNullable(user), kind, "somebody", null, null, null);
    }
}
