package io.tenantdeletion.quickstart;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests of the console in a browser have: the platform, and two people who have logged in. */
abstract class ConsoleBrowserTest {

    static final Pattern JOB = Pattern.compile(".*/console/jobs/.*");

    private static final double LONGEST = 60_000;

    static ConsolePlatform platform;
    static ConsoleBrowser browser;
    static Page admin;
    static Page owner;

    @BeforeAll
    static void start() {
        platform = ConsolePlatform.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST);
        browser = new ConsoleBrowser(platform.url());
        admin = browser.login("admin");
        owner = browser.login("owner");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    static void confirm(Page page) {
        ConsoleBrowser.press(page, "Delete everything of this tenant");
    }
}
