package io.tenantdeletion.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tenantdeletion.embedded.BakeryRealm;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shared catalogue in the console: somebody submits, a moderator decides, and both see what became of it. */
@Tag("platform")
class ConsoleCatalogueIT extends ConsoleBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Page baker;
    private static Page moderator;

    @BeforeAll
    static void login() {
        Assumptions.assumeTrue(platform.isOwn());
        baker = browser.login("baker");
        moderator = browser.login("moderator");
    }

    @Test
    void whatIsSubmittedIsComparedApprovedToldAndRestored() {
        // Given
        browser.open(baker, "/console/catalogue?kind=parks");
        browser.show(baker, "catalogue");
        ConsoleBrowser.follow(baker, "Delete Harbour Park");
        assertThat(baker.locator(".notice.warn")).containsText("Comet");
        browser.show(baker, "catalogue-delete");

        // When
        submitDeletion("closed since the storm");

        // Then
        assertThat(row(baker, "Harbour Park")).containsText("delete park");
        assertThat(row(baker, "Harbour Park")).containsText("pending");
        browser.show(baker, "my-submissions");

        // When
        review("Harbour Park");

        // Then
        Locator status = moderator.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Status"));
        assertThat(status.locator("td").nth(0)).hasText("operating");
        assertThat(status.locator("td").nth(1)).hasText("operating");
        assertThat(status.locator("td").nth(2)).hasText("closed");
        assertThat(moderator.locator("main")).containsText("closed since the storm");
        browser.show(moderator, "submission");

        // When
        moderator.keyboard().press("a");

        // Then
        assertThat(moderator.locator("h1")).hasText("Moderation");
        awaitMail("Your submission was approved: delete park");
        browser.open(baker, "/console/catalogue/submissions");
        assertThat(row(baker, "Harbour Park")).containsText("approved");
        isRestoredFromTheCatalogue();
    }

    private static void isRestoredFromTheCatalogue() {
        // When
        browser.open(moderator, "/console/catalogue?kind=parks");
        assertThat(row(moderator, "Harbour Park")).containsText("closed");
        ConsoleBrowser.press(moderator, "Restore Harbour Park");

        // Then
        assertThat(moderator.locator("h1")).hasText("My submissions");
        browser.open(moderator, "/console/catalogue?kind=parks");
        assertThat(row(moderator, "Harbour Park")).containsText("operating");
    }

    @Test
    void whatIsRejectedStaysAndSaysWhy() {
        // Given
        browser.open(baker, "/console/catalogue?kind=rides");
        ConsoleBrowser.follow(baker, "Delete Carousel");
        submitDeletion("too slow");
        review("Carousel");

        // When
        moderator.keyboard().press("r");
        moderator.keyboard().type("slow is fine");
        moderator.keyboard().press("Enter");

        // Then
        assertThat(moderator.locator("h1")).hasText("Moderation");
        awaitMail("Your submission was rejected: delete ride");
        browser.open(baker, "/console/catalogue/submissions");
        assertThat(baker.locator("tbody")).containsText("slow is fine");
        browser.open(baker, "/console/catalogue?kind=rides");
        assertThat(row(baker, "Carousel")).containsText("operating");
    }

    @Test
    void whatHasChangedMeanwhileIsMarkedAndNotApproved() {
        // Given
        browser.open(baker, "/console/catalogue?kind=parks");
        ConsoleBrowser.follow(baker, "Delete Mill Gardens");
        submitDeletion("flooded");
        browser.open(moderator, "/console/catalogue?kind=parks");
        ConsoleBrowser.follow(moderator, "Delete Mill Gardens");
        moderator.getByLabel("Why").fill("it is");
        ConsoleBrowser.press(moderator, "Delete");
        assertThat(moderator.locator("h1")).hasText("My submissions");

        // When
        review("Mill Gardens");

        // Then
        assertThat(moderator.locator(".notice.warn")).containsText("It has changed meanwhile");
        assertThat(moderator.locator("mark").first()).hasText("closed");
        browser.show(moderator, "submission-outdated");
        ConsoleBrowser.press(moderator, "Approve");
        assertThat(moderator.locator("body")).containsText("Changed meanwhile: status");
    }

    @Test
    void manyAreDeletedAtOnceAndRestoredFromTheList() {
        // Given
        platform.catalogue().company("Tilt Brothers");
        platform.catalogue().company("Spin Sisters");
        browser.open(moderator, "/console/catalogue?kind=companies");
        for (String name : new String[] {"Tilt Brothers", "Spin Sisters", "Loop Works"}) {
            moderator.getByLabel("Choose " + name).check();
        }
        browser.show(moderator, "catalogue-moderator");

        // When
        moderator.getByLabel("Why").fill("gone out of business");
        ConsoleBrowser.press(moderator, "Delete the chosen");

        // Then
        assertThat(moderator.locator(".status.completed")).hasCount(2);
        assertThat(moderator.locator(".status.failed")).hasCount(1);
        browser.show(moderator, "catalogue-bulk");
        ConsoleBrowser.follow(moderator, "Back to the catalogue");
        assertThat(moderator.locator("tbody")).not().containsText("Tilt Brothers");
        assertThat(moderator.locator("tbody")).containsText("Loop Works");

        // When
        browser.open(moderator, "/console/moderation?status=approved");
        browser.show(moderator, "moderation-approved");
        ConsoleBrowser.press(moderator, "Restore Tilt Brothers");
        moderator.waitForURL("**/console/moderation");

        // Then
        browser.open(moderator, "/console/catalogue?kind=companies");
        assertThat(moderator.locator("tbody")).containsText("Tilt Brothers");
        assertThat(moderator.locator("tbody")).not().containsText("Spin Sisters");
    }

    @Test
    void manyAreRejectedAtOnce() {
        browser.open(baker, "/console/catalogue?kind=rides");
        ConsoleBrowser.follow(baker, "Delete Comet");
        submitDeletion("no reason");
        browser.open(moderator, "/console/moderation");
        browser.show(moderator, "moderation");
        moderator.getByLabel("Choose delete ride Comet").check();
        moderator.getByLabel("Why not").fill("that is none");

        ConsoleBrowser.press(moderator, "Reject the chosen");

        assertThat(moderator.locator(".status.completed")).hasCount(1);
        browser.open(baker, "/console/catalogue?kind=rides");
        assertThat(baker.locator("input[type=checkbox], #bulk")).hasCount(0);
        assertThat(row(baker, "Comet")).containsText("operating");
    }

    private static void submitDeletion(String why) {
        baker.getByLabel("Why").fill(why);
        ConsoleBrowser.press(baker, "Ask for its deletion");
        assertThat(baker.locator("h1")).hasText("My submissions");
    }

    /** The moderator opens what waits about this entry. */
    private static void review(String name) {
        browser.open(moderator, "/console/moderation");
        row(moderator, name)
                .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
                .click();
        assertThat(moderator.locator("h1")).containsText(name);
    }

    private static Locator row(Page page, String name) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void awaitMail(String subject) {
        Await.until(
                "a mail says \"" + subject + '"',
                PATIENCE,
                () -> platform.mailTo(BakeryRealm.BAKER).contains(subject));
    }
}
