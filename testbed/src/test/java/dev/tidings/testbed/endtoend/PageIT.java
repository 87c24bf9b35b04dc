package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations page in a real browser, over the first minutes of one installation: each test finds what those before it have led to. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final String TO = "+6581234567";

    /** Texts whose contrast with what is behind them is less than WCAG's level AA asks for. */
    private static final String TOO_FAINT = """
            (() => {
              const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const light = (colour) => {
                const [r, g, b] = channels(colour).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = (element) => {
                const colour = getComputedStyle(element).backgroundColor;
                return channels(colour)[3] === 0 && element.parentElement ? behind(element.parentElement) : colour;
              };
              const found = [];
              for (const element of document.querySelectorAll('body *')) {
                const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
                if (!own || !element.checkVisibility()) continue;
                const style = getComputedStyle(element);
                const [a, b] = [light(style.color), light(behind(element))].sort((x, y) => y - x);
                const large = parseFloat(style.fontSize) >= 24;
                if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) found.push(`${element.className || element.tagName}: ${element.textContent}`);
              }
              return found.join('; ');
            })()""";

    /** The page's ground. */
    private static final String LIGHT = "rgb(245, 246, 248)";

    private static final String DARK = "rgb(15, 18, 22)";

    /** Visible elements that end right of the window, or whose text is wider than they are. */
    private static final String TOO_WIDE = """
            [...document.querySelectorAll('body *')]
              .filter((element) => element.checkVisibility() && !element.closest('.aside, .skip, .uplot, thead'))
              .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 || element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
              .map((element) => element.outerHTML.slice(0, 80))
              .join('; ')""";

    /** The plots in which nothing has been drawn in the colour of one of their lines, or of their bars. */
    private static final String EMPTY_PLOTS = """
            (() => {
              const probe = document.body.appendChild(document.createElement('span'));
              const channels = (tone) => {
                probe.style.color = `var(--${tone})`;
                return getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number);
              };
              const drawn = (plot) => {
                const {width, height} = plot.querySelector('canvas');
                // Of a copy: Chromium warns of canvases that are read more than once.
                const copy = Object.assign(document.createElement('canvas'), {width, height}).getContext('2d', {willReadFrequently: true});
                copy.drawImage(plot.querySelector('canvas'), 0, 0);
                const pixels = copy.getImageData(0, 0, width, height).data;
                const tones = [...plot.querySelectorAll('.legend i')].map((line) => line.className);
                return (tones.length ? tones : ['tone-1']).map(channels).some((colour) => {
                  for (let i = 0; i < pixels.length; i += 4) {
                    if (pixels[i + 3] === 255 && [0, 1, 2].every((c) => Math.abs(pixels[i + c] - colour[c]) < 4)) return true;
                  }
                  return false;
                });
              };
              const empty = [...document.querySelectorAll('.plot')].filter((plot) => !drawn(plot)).map((plot) => plot.querySelector('h3').textContent);
              probe.remove();
              return empty.join();
            })()""";

    /** How often the page asks within a second in which its tab is shown three times. */
    private static final String ASKED = """
            new Promise((done) => {
              const asked = () => performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/overview')).length;
              const before = asked();
              for (let i = 0; i < 3; i++) document.dispatchEvent(new Event('visibilitychange'));
              setTimeout(() => done(asked() - before), 1000);
            })""";

    /** Where pictures of the page are kept. */
    private static final Path PICTURES = Path.of("target");

    @TempDir
    private static Path data;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static LocalInstallation tidings;
    private static Upstream upstream;
    private static SimulatorClient simulator;
    private static Browser browser;

    @BeforeAll
    static void up() {
        // On a developer's machine there may be none; CI installs it.
        assumeTrue(
                Browser.installed().isPresent() || System.getenv("CI") != null,
                "No Chromium is installed, so the operations page was not looked at (apt install chromium).");
        tidings = open(new LocalInstallation(data, 20190));
        tidings.tidings("up", "--detach");
        upstream = open(new Upstream(tidings));
        simulator = open(new SimulatorClient(URI.create(tidings.simulatorUrl())));
        browser = open(new Browser(Browser.installed().orElseThrow(), data.resolve("browser")));
        browser.size(1280, 900);
        browser.open(tidings.pageUrl());
    }

    private static <T extends AutoCloseable> T open(T one) {
        OPEN.addFirst(one);
        return one;
    }

    @AfterAll
    static void down() throws Exception {
        for (AutoCloseable one : OPEN) {
            one.close();
        }
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void saysHowToBeginBeforeAnythingIsSent() {
        browser.until("document.querySelectorAll('#services [data-condition=up]').length === 3");

        browser.until("!document.getElementById('empty').hidden");
        assertThat(browser.ask("document.getElementById('empty').innerText").asText())
                .contains("Nothing has been sent yet", "./tidings demo");
        assertThat(number("success")).isEqualTo("–");
    }

    @Test
    @Order(2)
    void showsNumbersAndFlowsOnceMessagesAreSent() {
        IntStream.range(0, 40).forEach(i -> upstream.send("page-" + i, TO));
        upstream.send("page-later", TO, request -> request.sendAt(Upstream.in(Duration.ofHours(2))));

        browser.until("document.querySelectorAll('.link.moving').length >= 3");
        browser.until("document.querySelector('#figure-success .amounts b').textContent === '100'");
        browser.until("document.querySelector('#figure-held .amounts b').textContent === '1'");
        browser.until("document.querySelector('#figure-end-to-end .amounts b').textContent !== '–'");
        assertThat(number("lateness")).isNotEqualTo("–");
        assertThat(browser.ask("document.getElementById('route').innerText").asText())
                .contains("whatsapp", "delivered", "back to hold");
        assertThat(browser.ask("document.getElementById('accounts').innerText").asText())
                .contains("whatsapp/shop", "closed", "80");
        assertThat(browser.ask("document.getElementById('empty').hidden").asBoolean())
                .isTrue();
        assertThat(browser.ask(
                                "[...document.querySelectorAll('.canvas')].map(c => c.getAttribute('aria-label')).join()")
                        .asText())
                .contains("Throughput by stage: requests ", "Held by due time: 6h: 1");
    }

    @Test
    @Order(3)
    void listsABrokenSendWithItsReasonAndWhatToDo() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"));
        try {
            upstream.send("page-broken", TO);
            browser.until("document.getElementById('failures').innerText.includes('page-broken')");
        } finally {
            simulator.heal("whatsapp");
        }
        assertThat(browser.ask("document.getElementById('failures').innerText").asText())
                .contains(
                        "failed",
                        "whatsapp/shop",
                        "TEMPLATE_UNAVAILABLE",
                        "Look it up there",
                        "./tidings show page-broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    @Order(4)
    void isLegibleInLightAndInDark(String scheme) {
        browser.prefer(scheme);

        assertThat(background()).isEqualTo(scheme.equals("dark") ? DARK : LIGHT);
        assertThat(browser.ask(TOO_FAINT).asText())
                .as("text of too little contrast")
                .isEmpty();
        browser.until("document.querySelectorAll('.plot').length === 4 && " + EMPTY_PLOTS + " === ''");
        browser.picture(PICTURES.resolve("page-" + scheme + ".png"));
    }

    /** Two looks at once would bring the same points twice, and go on side by side. */
    @Test
    @Order(4)
    void asksOnceHoweverOftenItsTabIsShown() {
        assertThat(browser.ask(ASKED).asInt()).isLessThanOrEqualTo(1);
    }

    @Test
    @Order(5)
    void keepsTheThemeThatWasChosen() {
        browser.prefer("dark");
        browser.ask("document.getElementById('theme').click()");
        browser.open(tidings.pageUrl() + "/index.html");

        assertThat(browser.ask("document.getElementById('theme').textContent").asText())
                .isEqualTo("Theme: light");
        assertThat(background()).isEqualTo(LIGHT);
    }

    private static String background() {
        return browser.ask("getComputedStyle(document.body).backgroundColor").asText();
    }

    @Test
    @Order(6)
    void fitsAPhone() {
        browser.size(375, 800);
        browser.until("document.getElementById('failures').innerText.includes('page-broken')");

        // The plots follow the window once the browser has told them.
        browser.until(TOO_WIDE + " === ''");
        assertThat(browser.ask("document.scrollingElement.scrollWidth").asInt()).isLessThanOrEqualTo(375);
        browser.until(EMPTY_PLOTS + " === ''");
        browser.picture(PICTURES.resolve("page-phone.png"));
        browser.size(1280, 900);
    }

    @Test
    @Order(7)
    void isWalkedThroughByKeyboard() {
        browser.prefer("light");
        browser.open(tidings.pageUrl() + "/");
        browser.press("Tab");
        assertThat(browser.ask("document.activeElement.innerText").asText()).isEqualTo("Skip to the numbers");
        browser.press("Tab");
        assertThat(browser.ask("document.activeElement.id").asText()).isEqualTo("theme");
        browser.press("Enter");
        assertThat(browser.ask("document.activeElement.innerText").asText()).isEqualTo("Theme: dark");
        assertThat(background()).isEqualTo(DARK);

        browser.until("document.getElementById('failures').innerText.includes('page-broken')");
        assertThat(browser.ask(
                                "[...document.querySelectorAll('button, a')].filter(b => !(b.ariaLabel || b.innerText)).length")
                        .asInt())
                .as("without a name")
                .isZero();
        assertThat(browser.ask("document.querySelectorAll('[tabindex]:not([tabindex=\"-1\"])').length")
                        .asInt())
                .as("out of the natural order")
                .isZero();
    }

    @Test
    @Order(8)
    void showsNoAddressAndNoText() {
        assertThat(browser.ask("document.documentElement.outerHTML").asText())
                .contains("page-broken")
                .doesNotContain(TO.substring(1), "Ann");
    }

    @Test
    @Order(9)
    void showsThatAServiceIsDownAndWhatHelps() {
        tidings.tidings("kill", "fallback");

        browser.until("document.querySelector('#services [data-condition=down] b')?.textContent === 'fallback'");
        assertThat(browser.ask("document.getElementById('matters').innerText").asText())
                .contains("The fallback can't be reached", "./tidings restart fallback");
        assertThat(browser.ask("document.querySelector('#figure-fallbacks .verdict').innerText")
                        .asText())
                .contains("does not answer");
    }

    @Test
    @Order(10)
    void saysThatItIsCutOffOnceUpIsGone() {
        tidings.tidings("down");

        browser.until("!document.getElementById('lost').hidden");
        assertThat(browser.ask("document.getElementById('lost').innerText").asText())
                .contains("No answer from ./tidings up");
    }

    private static String number(String figure) {
        return browser.ask("document.querySelector('#figure-" + figure + " .amounts b').textContent")
                .asText();
    }
}
