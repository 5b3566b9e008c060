package io.tenantdeletion.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The console as people use it: every page, every flow, with a real browser, Keycloak and services. */
@Tag("platform")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT extends ConsoleBrowserTest {

    @Test
    @Order(1)
    void pagesSayWhatWillAppear() {
        // When, Then
        for (String page : List.of("overview", "jobs", "approvals", "delete-user", "services", "webhooks", "limits")) {
            browser.open(admin, "/console/" + page);
            browser.show(admin, "empty-" + page);
        }
    }

    @Test
    @Order(2)
    void anOwnerHasATenantDeletedAndTakesItBack() {
        // Given
        browser.open(owner, "/console/tenants");
        browser.show(owner, "tenants");

        // When: the name is typed
        ConsoleBrowser.follow(owner, "Delete Harbour Bakery");
        Locator name = owner.getByLabel(Pattern.compile("Type the tenant's name"));
        name.waitFor();
        browser.show(owner, "delete-tenant-owner");
        name.fill("Harbour");
        confirm(owner);

        // Then: the wrong name is refused and nothing is lost
        assertThat(owner.locator("#message")).containsText("confirm");
        assertThat(name).hasValue("Harbour");

        // When
        name.fill("Harbour Bakery");
        confirm(owner);

        // Then: its page opens
        owner.waitForURL(JOB);
        assertThat(owner.locator("main")).containsText("an approval");
        browser.show(owner, "job-pending");
        // When: taken back
        browser.open(owner, "/console/tenants");
        ConsoleBrowser.press(owner, "Restore Harbour Bakery");

        // Then
        owner.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delete Harbour Bakery"))
                .waitFor();
    }

    @Test
    @Order(3)
    void anAdminFindsATenantAndWatchesItGo() {
        // Given
        browser.open(admin, "/console/delete-tenant?q=" + DemoTenant.LARGE.id());
        browser.show(admin, "find-tenant");

        // When
        ConsoleBrowser.follow(admin, "Metro Bakeries");
        admin.getByLabel(Pattern.compile("Type the tenant's name")).fill("Metro Bakeries");
        browser.show(admin, "delete-tenant-admin");
        admin.getByLabel(Pattern.compile("Keep it back")).selectOption("PT0S");
        confirm(admin);
        admin.waitForURL(JOB);

        // Then: the page moves by itself to the end
        assertThat(admin.locator("h1")).containsText("Metro Bakeries");
        assertThat(admin.locator(".status").first()).containsText("completed");
        browser.show(admin, "job-completed");
        for (String page : List.of("overview", "jobs", "limits", "audit", "audit/verification")) {
            browser.open(admin, "/console/" + page);
            browser.show(admin, page.replace('/', '-'));
        }
    }

    @Test
    @Order(4)
    void theStopSwitchIsSetAndReleased() {
        // When
        browser.open(admin, "/console/limits");
        admin.getByLabel("Reason").fill("restoring a backup");
        ConsoleBrowser.press(admin, "Stop all deletions");

        // Then
        assertThat(admin.locator("main")).containsText("All deletions are stopped. restoring a backup");
        browser.show(admin, "stopped");

        // When
        ConsoleBrowser.press(admin, "Let deletions go on");

        // Then
        assertThat(admin.locator("main")).containsText("Deletions go on.");
    }

    @Test
    @Order(5)
    void aUserIsLookedAtBeforeDeletion() {
        browser.open(admin, "/console/delete-user?user_id=0f3b7c52-6d0e-4b8a-9a51-1c2d3e4f5a06");
        browser.show(admin, "delete-user");
        browser.open(owner, "/console/account");
        browser.show(owner, "account");
    }

    @Test
    @Order(6)
    void whatAMemberMayNotDoIsNeitherShownNorPossible() {
        // Given
        Page member = browser.login("baker");
        browser.open(member, "/console/tenants");
        browser.show(member, "tenants-member");

        // Then: not shown
        assertThat(member.locator("nav")).not().containsText("Audit");
        assertThat(member.locator(".rows button, .rows a.button")).hasCount(0);

        // And: not possible
        for (String page :
                List.of("overview", "jobs", "approvals", "delete-user", "services", "webhooks", "limits", "audit")) {
            assertThat(member.request().get(platform.url() + "/console/" + page).status())
                    .as(page)
                    .isEqualTo(403);
        }
        APIResponse deletion = member.request()
                .post(
                        platform.url() + "/console/tenants/" + DemoTenant.SMALL.id() + "/delete",
                        RequestOptions.create()
                                .setHeader("Origin", platform.url())
                                .setForm(FormData.create().set("confirm", "Corner Bakery")));
        assertThat(deletion.status()).isEqualTo(403);
        browser.open(member, "/console/audit");
        browser.show(member, "refused");
    }

    @Test
    @Order(7)
    void whoeverIsLoggedOutHasToProveAgainWhoItIs() {
        // Given
        Page person = browser.login("manager");

        // When
        ConsoleBrowser.press(person, "Log out");

        // Then
        assertThat(person.locator("h1")).containsText("You are logged out");
        browser.show(person, "logged-out");
        ConsoleBrowser.follow(person, "Log in again");
        assertThat(person.locator("#password")).isVisible();
    }

    @Test
    @Order(8)
    void aSessionThatEndsInTheMiddleOfAFormLosesNothing() {
        // Given
        Page person = browser.login("admin");
        browser.open(person, "/console/limits");
        person.getByLabel("Reason").fill("typed for a long time");

        // When
        person.context().clearCookies();
        ConsoleBrowser.press(person, "Stop all deletions");

        // Then
        assertThat(person.locator("#ended")).isVisible();
        assertThat(person.locator("input[name=reason]")).hasValue("typed for a long time");
        browser.show(person, "session-ended");
        Page other = person.context().waitForPage(() -> ConsoleBrowser.follow(person, "Log in again"));
        ConsoleBrowser.fillLogin(other, "admin");
        assertThat(other.locator("h1")).containsText("You are logged in");
        browser.show(other, "logged-in");
        ConsoleBrowser.press(person, "Back to the page");
        assertThat(person.locator("input[name=reason]")).hasValue("typed for a long time");
    }
}
