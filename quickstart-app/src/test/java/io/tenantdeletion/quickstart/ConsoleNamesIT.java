package io.tenantdeletion.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a tenant is called does nothing to a page that shows it. */
@Tag("platform")
class ConsoleNamesIT extends ConsoleBrowserTest {

    @Test
    void aTenantsNameIsTextWhateverItSays() {
        Assumptions.assumeTrue(platform.isOwn());
        for (String name : List.of(
                "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>",
                "{page.viewer.name} ${7*7} 🥐🏳️‍🌈 \u202Eyrekab",
                "x".repeat(10_000))) {
            // Given
            platform.rename(DemoTenant.SMALL, name);

            for (String path : List.of("/console/tenants", "/console/tenants/" + DemoTenant.SMALL.id() + "/delete")) {
                browser.open(owner, path);
                assertThat(owner.title()).endsWith("Tenant deletion");
                assertThat(owner.locator("main img, main script")).hasCount(0);
                assertThat(owner.locator("main")).containsText(name.substring(0, 20));
            }
            browser.show(owner, "name-" + Math.min(name.length(), 999));

            // When: it is in a job, too
            owner.locator("input[name=confirm]").fill(name.substring(0, Math.min(200, name.length())));
            confirm(owner);
            owner.waitForURL(JOB);
            String job = URI.create(owner.url()).getPath();
            for (String path :
                    List.of("/console/approvals", "/console/jobs?sort=tenant_name", "/console/delete-tenant", job)) {
                assertIsText(path, name);
            }
            ConsoleBrowser.press(admin, "Approve the deletion");
            assertThat(admin.locator(".timeline")).containsText("Was approved");
            assertIsText("/console/overview", name);
            ConsoleBrowser.press(owner, "Cancel the deletion");
            assertThat(owner.locator(".status").first()).containsText("cancelled");
        }
    }

    private static void assertIsText(String path, String name) {
        browser.open(admin, path);
        assertThat(admin.locator("main")).containsText(name.substring(0, 20));
        assertThat(admin.title()).endsWith("Tenant deletion");
        assertThat(admin.locator("main img, main script")).hasCount(0);
    }
}
