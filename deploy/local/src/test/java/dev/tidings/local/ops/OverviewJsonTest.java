package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewJsonTest {
    private Instant now = Instant.ofEpochMilli(1000);
    private final Lookout lookout = new Lookout(
            () -> Map.of(
                    Service.SCHEDULER,
                    Metrics.seen(),
                    Service.DISPATCHER,
                    Metrics.missed(),
                    Service.FALLBACK,
                    Metrics.seen()),
            List::of,
            (InstantSource) () -> now);

    @Test
    void tellsOnlyPointsThatAreNew() throws JsonProcessingException {
        for (int look = 1; look <= 3; look++) {
            now = Instant.ofEpochMilli(1000L * look);
            lookout.look();
        }

        assertThat(json(0).at("/series/at")).hasToString("[1000,2000,3000]");
        assertThat(json(2000).at("/series/at")).hasToString("[3000]");
        assertThat(json(2000).at("/series/requests")).hasToString("[0.0]");
    }

    @Test
    void aGapIsNull() throws JsonProcessingException {
        lookout.look();
        assertThat(json(0).at("/series/attempts")).hasToString("[null]");
    }

    @Test
    void namesLevelsAndConditionsInSmallLetters() throws JsonProcessingException {
        lookout.look();
        assertThat(json(0).at("/services/1/condition").asText()).isEqualTo("down");
        assertThat(json(0).at("/matters/0/level").asText()).isEqualTo("bad");
        assertThat(json(0).at("/figures/0/verdict/level").asText()).isEqualTo("unknown");
    }

    private JsonNode json(long since) throws JsonProcessingException {
        return new ObjectMapper().readTree(OverviewJson.of(lookout.seen(), since));
    }
}
