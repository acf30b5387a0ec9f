package city.senne.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.util.FileSystemUtils;

/// What every scenario stands on: one running Senne and one browser for all of them, started when first needed.
/// A scenario's methods are sentences that begin with given, when, then or and.
abstract class Walk {
    private static final Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    /// Without the last ones Chromium looks up hosts of its maker at every start.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            // Maps are drawn by the processor where there is no graphics card.
            "--enable-unsafe-swiftshader",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static @Nullable Product product;
    private static @Nullable Browser browser;

    private @Nullable BrowserContext person;

    /// The Senne that all scenarios share. Its home is empty at first.
    static synchronized Product senne() {
        if (product == null) {
            try {
                Path home = Files.createTempDirectory("senne-scenarios");
                product = Product.serve(home);
                Runtime.getRuntime().addShutdownHook(new Thread(Walk::leave));
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return product;
    }

    /// A page of a person who has just opened a browser, in the language that she prefers.
    Page aPersonWhoReads(String language) {
        return aPerson(new Browser.NewContextOptions().setLocale(language));
    }

    /// The same, where scripts are switched off.
    Page aPersonWithoutScriptsWhoReads(String language) {
        return aPerson(new Browser.NewContextOptions().setLocale(language).setJavaScriptEnabled(false));
    }

    /// Somebody beside the person, whose page is to be closed.
    Page anotherPersonWhoReads(String language) {
        return browser()
                .newPage(new Browser.NewPageOptions()
                        .setLocale(language)
                        .setBaseURL(senne().address().toString()));
    }

    private Page aPerson(Browser.NewContextOptions options) {
        BrowserContext context =
                browser().newContext(options.setBaseURL(senne().address().toString()));
        person = context;
        return context.newPage();
    }

    /// Signs the person in who may do everything.
    static void the_administrator_enters(Page page) throws IOException, InterruptedException {
        Product.Answer link =
                Product.run("sign-in-link", "--home", senne().home().toString());
        page.navigate(link.said().strip());
        page.locator("button[name=choice][value=skip]").click();
        page.locator("header a[href='/account']").waitFor();
    }

    /// Files of the running Senne, published with the command.
    static void is_published(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("publish"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", senne().home().toString()));
        Product.Answer answer = Product.run(all.toArray(String[]::new));
        if (answer.exitCode() != 0) throw new AssertionError(answer.complained());
    }

    /// An address of the running Senne.
    static URI address(String path) {
        return senne().address().resolve(path);
    }

    @AfterEach
    void the_person_goes_home() {
        if (person != null) {
            person.close();
        }
    }

    private static synchronized Browser browser() {
        assumeTrue(Files.isExecutable(chromium), "Chromium is not at " + chromium + "; see ./senne doctor");
        if (browser == null) {
            Playwright playwright = Playwright.create();
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(FLAGS));
        }
        return browser;
    }

    private static void leave() {
        if (product != null) {
            try {
                product.close();
                FileSystemUtils.deleteRecursively(product.home());
            } catch (IOException e) {
                System.err.println("The scenarios left something behind: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
