package dev.tidings.scheduler.show;

import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /holds}: what is held, in due order; {@code GET /holds/{id}}: one entry. */
@RestController
@RequestMapping("/holds")
final class HoldsEndpoint {
    /** Looking must not take the processor from releasing: what comes beyond it is asked to come again. */
    private static final int AT_ONCE = 8;

    private final AllHolds holds;
    private final Semaphore askedByPeople = new Semaphore(AT_ONCE);
    /** Apart, or instances that are all asked at once would wait for each other. */
    private final Semaphore askedByPeers = new Semaphore(AT_ONCE);

    HoldsEndpoint(AllHolds holds) {
        this.holds = holds;
    }

    @GetMapping
    ResponseEntity<Json> page(@RequestParam MultiValueMap<String, String> parameters) {
        return answer(Asked.page(parameters), HoldsEndpoint::page);
    }

    /** An id may have slashes: a retry's has. */
    @GetMapping("/{*id}")
    ResponseEntity<Json> one(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        Asked<Question.One> asked = Asked.one(id.substring(1), parameters);
        // To another instance also nothing is a page: it has to know where was looked.
        boolean byPeer = asked instanceof Asked.Good<Question.One>(Question.One one) && isByPeer(one);
        return answer(asked, byPeer ? HoldsEndpoint::page : HoldsEndpoint::one);
    }

    private <Q extends Question> ResponseEntity<Json> answer(
            Asked<Q> asked, Function<Holds.Answer, ResponseEntity<Json>> show) {
        return switch (asked) {
            case Asked.Bad<Q>(String sentence) -> ResponseEntity.badRequest().body(new Json.Problem(sentence));
            case Asked.Good<Q>(Q question) -> answer(question, show);
        };
    }

    private ResponseEntity<Json> answer(Question question, Function<Holds.Answer, ResponseEntity<Json>> show) {
        Semaphore room = isByPeer(question) ? askedByPeers : askedByPeople;
        if (!room.tryAcquire()) {
            return later(new Json.Problem("too many ask at once: ask again"));
        }
        try {
            return switch (holds.ask(question)) {
                case Holds.Answer answer -> show.apply(answer);
                case Holds.Restoring _ -> later(new Json.Problem("what is held is being restored: ask again"));
            };
        } finally {
            room.release();
        }
    }

    private static boolean isByPeer(Question question) {
        return question.scope() == Question.Scope.LOCAL;
    }

    private static ResponseEntity<Json> page(Holds.Answer answer) {
        return ResponseEntity.ok(Json.Page.of(answer));
    }

    private static ResponseEntity<Json> one(Holds.Answer answer) {
        if (!answer.part().entries().isEmpty()) {
            return ResponseEntity.ok(Json.Hold.of(answer.part().entries().getFirst()));
        }
        return answer.incomplete().isEmpty()
                ? ResponseEntity.status(HttpStatus.NOT_FOUND).body(new Json.Problem("nothing is held under this id"))
                : later(new Json.Problem("not all that is held could be looked at: ask again", answer.incomplete()));
    }

    private static ResponseEntity<Json> later(Json.Problem problem) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(problem);
    }
}
