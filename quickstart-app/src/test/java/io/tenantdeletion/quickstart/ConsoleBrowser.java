package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Chromium, as people look at the console with it. */
final class ConsoleBrowser implements AutoCloseable {

    private static final Path SCREENSHOTS = QuickstartProcess.CHECKOUT.resolve("target/screenshots");
    private static final int WIDE = 1200;
    private static final int HIGH = 800;
    private static final int NARROW = 360;

    private final Playwright playwright;
    private final Browser browser;
    private final String url;

    ConsoleBrowser(String url) {
        this.url = url;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(ConsolePlatform.chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-quic",
                                "--no-first-run")));
    }

    /** A page of somebody who has logged in, in a session of its own. */
    Page login(String user) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDE, HIGH)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Madrid"));
        Page page = context.newPage();
        page.navigate(url + "/console");
        fillLogin(page, user);
        return page;
    }

    static void fillLogin(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(ConsolePlatform.password(user));
        page.locator("#kc-login").click();
    }

    static void follow(Page page, String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
    }

    static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    /** Opens a page of the console, and waits until what is counted has come. */
    void open(Page page, String path) {
        page.navigate(url + path);
        settle(page);
    }

    private static void settle(Page page) {
        page.waitForFunction("() => !document.querySelector('[hx-trigger=load].htmx-request')"
                + " && !document.querySelector('#preview > p.empty')");
    }

    /** Writes pictures of the page: light, dark, narrow; and fails where it cannot be used by everybody. */
    void show(Page page, String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(WIDE, HIGH);
        assertUsableByEverybody(page, name);
        shoot(page, name + "-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertUsableByEverybody(page, name + " in the dark");
        shoot(page, name + "-dark");
        page.setViewportSize(NARROW, HIGH);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits into %d pixels", name, NARROW)
                .isTrue();
        shoot(page, name + "-narrow");
        page.setViewportSize(WIDE, HIGH);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static void assertUsableByEverybody(Page page, String name) {
        AxeResults results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations())
                .as("what axe finds on %s", name)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
