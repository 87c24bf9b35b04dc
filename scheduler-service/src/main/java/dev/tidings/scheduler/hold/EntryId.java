package dev.tidings.scheduler.hold;

/** What an entry is about: an id, unique within its kind. */
public record EntryId(Kind kind, String id) {
    static EntryId send(String requestId) {
        return new EntryId(Kind.SEND, requestId);
    }
}
