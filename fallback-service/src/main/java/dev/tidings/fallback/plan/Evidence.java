package dev.tidings.fallback.plan;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one step. It only grows, and is the same in whatever order the reports came, but for which of two
 * that say as much came first.
 *
 * @param end how the attempt to send it ended: that it was sent outweighs the rest
 * @param failure the provider's report that it could not deliver it
 * @param arrival that it was delivered, or read, which outweighs it
 */
public record Evidence(
        @Nullable Report end,
        @Nullable Report failure,
        @Nullable Report arrival) {
    static final Evidence NONE = new Evidence(null, null, null);

    /** Whether nothing is known. */
    public boolean isNone() {
        return equals(NONE);
    }

    static Evidence of(Report report) {
        return NONE.with(report);
    }

    /** With this report too; equal to what it was where it says nothing new. */
    Evidence with(Report report) {
        return switch (report.finding()) {
            case FAILED, EXPIRED, UNKNOWN -> end == null ? new Evidence(report, failure, arrival) : this;
            case SENT -> end == null || end.finding() != Finding.SENT ? new Evidence(report, failure, arrival) : this;
            case UNDELIVERED -> failure == null ? new Evidence(end, report, arrival) : this;
            case DELIVERED -> arrival == null ? new Evidence(end, failure, report) : this;
            case READ ->
                arrival == null || arrival.finding() != Finding.READ ? new Evidence(end, failure, report) : this;
        };
    }

    /** The latest attempt that anything is known about; 0: none. */
    int attempt() {
        return reports().mapToInt(Report::attempt).max().orElse(0);
    }

    boolean isAbout(Instant due) {
        return reports().allMatch(report -> report.isAbout(due));
    }

    /** Whether a report is about the same request as what is known, where no watch has said when it was due. */
    boolean goesWith(Report other) {
        return reports().allMatch(report -> Objects.equals(report.dueAt(), other.dueAt()));
    }

    boolean isOlderThan(Report other) {
        return reports().allMatch(report -> report.occurredAt().isBefore(other.occurredAt()));
    }

    /**
     * Since when it may be on its way. Receipts carry the provider's time, so where nothing else tells it is not before now;
     * and neither before it was due nor later than now, whatever a record says.
     */
    Instant leftAt(Instant due, Instant now) {
        Report sent = end;
        if (sent == null || arrivedUnsent(sent) || sent.occurredAt().isAfter(now)) {
            return now;
        }
        Instant earliest = due.isAfter(now) ? now : due;
        return sent.occurredAt().isBefore(earliest) ? earliest : sent.occurredAt();
    }

    /** A report that it failed is contradicted by one that it arrived. */
    private boolean arrivedUnsent(Report end) {
        return arrival != null && (end.finding() == Finding.FAILED || end.finding() == Finding.EXPIRED);
    }

    /** Whether the provider has taken it. */
    boolean hasGoneOut() {
        return arrival != null || (end != null && end.finding() == Finding.SENT);
    }

    /** Whether it is reported as undelivered, and nothing contradicts that. */
    boolean hasFailed() {
        return failure != null && arrival == null;
    }

    private Stream<Report> reports() {
        return Stream.of(end, failure, arrival).filter(Objects::nonNull);
    }
}
