package dev.tidings.local.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The overview as the page reads it. */
final class OverviewJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
    private static final double THOUSANDTHS = 1000;

    private OverviewJson() {}

    /** @param since points that are no later are left out: UTC milliseconds */
    static String of(Lookout.Seen seen, long since) {
        ObjectNode json = JSON.valueToTree(seen.overview());
        List<Point> news = seen.points().stream()
                .filter(point -> point.at().toEpochMilli() > since)
                .toList();
        ObjectNode series = json.putObject("series");
        ArrayNode times = series.putArray("at");
        news.forEach(point -> times.add(point.at().toEpochMilli()));
        for (Plot plot : Plot.values()) {
            ArrayNode values = series.putArray(plot.id());
            news.forEach(point -> values.add(rounded(point.values().get(plot))));
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
