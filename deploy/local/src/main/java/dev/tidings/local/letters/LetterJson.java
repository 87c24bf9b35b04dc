package dev.tidings.local.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.codec.Codec;
import java.util.List;
import java.util.Map;

/** Dead letters for programs; times in ISO 8601, and what is not known is absent. */
final class LetterJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private LetterJson() {}

    static String list(List<Summary> letters, long matching, boolean older) {
        ObjectNode json = JSON.createObjectNode().put("matching", matching).put("olderNotRead", older);
        ArrayNode array = json.putArray("letters");
        letters.forEach(letter -> array.add(object(letter)));
        return text(json);
    }

    static String page(Letter letter, Codec codec, Verdict verdict) {
        ObjectNode json = object(Summary.of(letter, codec, verdict));
        letter.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
        return text(json.put("key", Masked.key(letter))
                .put("value", Masked.value(letter, codec))
                .put("headers", Masked.headers(letter)));
    }

    /**
     * What a replay does or did.
     *
     * @param offsets that the records have now, of those that are back
     */
    static String replay(Plan plan, Codec codec, boolean applied, Map<LetterId, Long> offsets) {
        ObjectNode json = JSON.createObjectNode()
                .put("applied", applied)
                .put("replayedBefore", plan.done())
                .put("full", plan.full())
                .put("olderNotRead", plan.older());
        ArrayNode letters = json.putArray("letters");
        for (Plan.Chosen chosen : plan.chosen()) {
            ObjectNode letter = object(Summary.of(chosen.letter(), codec, chosen.verdict()));
            Long offset = offsets.get(chosen.letter().id());
            letters.add(offset == null ? letter : letter.put("replayedToOffset", offset));
        }
        ArrayNode heldBack = json.putArray("heldBack");
        for (Tally.Count count : plan.heldBack().counts()) {
            heldBack.addObject()
                    .put("why", count.what())
                    .put("count", count.count())
                    .put("example", count.example().toString());
        }
        return text(json);
    }

    private static ObjectNode object(Summary letter) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", letter.id().toString())
                .put("buriedAt", letter.buriedAt().toString());
        letter.from()
                .ifPresent(from -> json.put("topic", from.topic())
                        .put("partition", from.partition())
                        .put("offset", from.offset()));
        letter.type().ifPresent(type -> json.put("type", type));
        json.put("bytes", letter.bytes()).put("cause", letter.cause()).put("replays", letter.replays());
        letter.replayOf().ifPresent(before -> json.put("replayOf", before.toString()));
        return json.put("replay", LetterText.word(letter.verdict()))
                .put("why", letter.verdict().why());
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }
}
