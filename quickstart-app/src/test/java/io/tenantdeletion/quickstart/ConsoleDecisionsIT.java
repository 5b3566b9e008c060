package io.tenantdeletion.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people decide about deletions in the console; each test with a tenant of its own, made in the console. */
@Tag("platform")
class ConsoleDecisionsIT extends ConsoleBrowserTest {

    @Test
    void anotherAdminApproves() {
        // Given: a page that is open before anything happens
        browser.open(admin, "/console/overview");
        String job = asked("Approved Bakery");

        // Then: the page moves by itself, long before it would look again without having been told
        assertThat(admin.locator("#live"))
                .containsText("waits for approval", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        browser.open(admin, "/console/approvals");
        assertThat(admin.locator("#live")).containsText("owner");
        browser.show(admin, "approvals");

        // When
        ConsoleBrowser.follow(admin, "Approved Bakery");
        browser.show(admin, "job-approval");
        ConsoleBrowser.press(admin, "Approve the deletion");

        // Then
        assertThat(admin.locator(".timeline")).containsText("Was approved by admin");
        assertThat(admin.locator(".notice")).containsText("its day");
        browser.open(admin, "/console/overview");
        browser.show(admin, "overview-pending");
        browser.open(owner, job);
        ConsoleBrowser.press(owner, "Cancel the deletion");
        assertThat(owner.locator(".status").first()).containsText("cancelled");
    }

    @Test
    void anotherAdminRejects() {
        // Given
        String job = asked("Rejected Bakery");
        browser.open(admin, job);

        // When
        admin.locator("form[action$='/reject'] input[name=reason]").fill("not without a backup");
        ConsoleBrowser.press(admin, "Reject the deletion");

        // Then
        assertThat(admin.locator(".status").first()).containsText("cancelled");
        assertThat(admin.locator(".timeline")).containsText("Was rejected by admin");
        browser.open(owner, "/console/tenants?q=Rejected");
        assertThat(owner.locator(".rows")).containsText("active");
    }

    @Test
    void whoeverAskedDecidesNothing() {
        // When
        String job = asked("Unapproved Bakery");

        // Then
        assertThat(owner.locator("#actions")).isVisible();
        assertThat(owner.locator("form[action$='/approve'], form[action$='/reject']"))
                .hasCount(0);
        browser.open(owner, job);
        ConsoleBrowser.press(owner, "Cancel the deletion");
        assertThat(owner.locator(".status").first()).containsText("cancelled");
        browser.open(admin, "/console/approvals");
        assertThat(admin.locator("#live")).not().containsText("Unapproved Bakery");
    }

    @Test
    void aServiceThatIsGoneIsLeftOut() {
        Assumptions.assumeTrue(platform.isOwn());
        // Given: a job that has begun with a service which is not registered any more
        make("Leftover Bakery");
        browser.open(admin, "/console/limits");
        admin.getByLabel("Reason").fill("to look first");
        ConsoleBrowser.press(admin, "Stop all deletions");
        assertThat(admin.locator("main")).containsText("All deletions are stopped.");
        browser.open(admin, "/console/delete-tenant?q=Leftover");
        ConsoleBrowser.follow(admin, "Leftover Bakery");
        confirm(admin, "Leftover Bakery", "PT0S");
        String job = URI.create(admin.url()).getPath();
        platform.addBygoneService(UUID.fromString(job.substring(job.lastIndexOf('/') + 1)));
        browser.open(admin, "/console/limits");
        ConsoleBrowser.press(admin, "Let deletions go on");
        assertThat(admin.locator("main")).containsText("Deletions go on.");

        // When
        browser.open(admin, job);
        assertThat(admin.locator(".status").first()).containsText("failed");
        browser.open(admin, "/console/overview");
        browser.show(admin, "overview-failed");
        browser.open(admin, job);
        Locator row = admin.locator("#r-bygone");
        row.locator("summary").click();
        browser.show(admin, "job-failed");
        row.locator("input[name=reason]").fill("switched off in May");
        ConsoleBrowser.press(admin, "Leave bygone out");

        // Then
        assertThat(admin.locator("#r-bygone")).containsText("left out");
        assertThat(admin.locator(".status").first()).containsText("completed");
    }

    /** The owner makes a tenant and asks for its deletion; the address of the job. */
    private static String asked(String name) {
        make(name);
        ConsoleBrowser.follow(owner, "Delete " + name);
        confirm(owner, name, null);
        return URI.create(owner.url()).getPath();
    }

    private static void make(String name) {
        browser.open(owner, "/console/tenants");
        owner.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        ConsoleBrowser.press(owner, "Make it");
        assertThat(owner.locator(".rows")).containsText(name);
    }

    private static void confirm(Page page, String name, String retention) {
        page.getByLabel(Pattern.compile("Type the tenant's name")).fill(name);
        if (retention != null) {
            page.getByLabel(Pattern.compile("Keep it back")).selectOption(retention);
        }
        confirm(page);
        page.waitForURL(JOB);
    }
}
