package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatItWrites(boolean sampled) {
        TraceParent span = new TraceParent(TRACE, SPAN, sampled);

        assertThat(TraceParent.read(span.text())).contains(span);
    }

    @Test
    void looksAtOneFlagAlone() {
        assertThat(TraceParent.read("00-" + TRACE + "-" + SPAN + "-03")).contains(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.read("00-" + TRACE + "-" + SPAN + "-fe")).contains(new TraceParent(TRACE, SPAN, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "cc", "fe"})
    void readsWhatItKnowsOfALaterVersion(String version) {
        String known = version + "-" + TRACE + "-" + SPAN + "-01";

        assertThat(TraceParent.read(known)).contains(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.read(known + "-what-may-be")).contains(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
                "\u0000\u0001"
            })
    void readsNothingThatIsMalformed(String header) {
        assertThat(TraceParent.read(header)).isEmpty();
    }

    @Test
    void readsNothingThatIsVeryLong() {
        assertThat(TraceParent.read("cc-" + TRACE + "-" + SPAN + "-01-" + "a".repeat(TraceParent.MAX_CHARS)))
                .isEmpty();
    }

    @Test
    void isNeverMalformed() {
        assertThatThrownBy(() -> new TraceParent("0".repeat(32), SPAN, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TraceParent(TRACE, "x", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
