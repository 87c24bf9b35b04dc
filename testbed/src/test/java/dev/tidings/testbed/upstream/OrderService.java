package dev.tidings.testbed.upstream;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Priority;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.publish.InvalidRequestException;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Publishes with Tidings' own helper. */
public final class OrderService {
    private static final Set<DayOfWeek> WORKING_DAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    /** An order that was shipped. */
    public record Order(String number, String name, String phone, Instant shippedAt) {}

    /** What is known of a request that was to be published. */
    public enum Handover {
        DONE,
        NEVER,
        REPEAT
    }

    private final SendPublisher tidings;

    public OrderService(SendPublisher tidings) {
        this.tidings = tidings;
    }

    /** Asks for a review a week after an order, during office hours where the buyer lives. */
    public static SendRequest review(Order order) {
        return SendRequestBuilder.to("whatsapp", "shop", order.phone())
                .requestId("order-" + order.number() + "-review")
                .from("acme", "order-service")
                .template("order_update", "en", Map.of("name", order.name()))
                .sendAt(order.shippedAt().plus(Duration.ofDays(7)))
                .spread(Duration.ofHours(1))
                .deliveryWindow(new DeliveryWindow(
                        "Asia/Singapore", WORKING_DAYS, LocalTime.of(9, 0), LocalTime.of(18, 0), OutsideWindow.HOLD))
                .validFor(Duration.ofHours(12))
                .priority(Priority.BULK)
                .campaign("reviews")
                .fallback("sms-if-unread", "Hi {{name}}, how do you like your order?")
                .metadata("order", order.number())
                .build();
    }

    /** Publishes, and says whether that has to be done again. */
    public CompletableFuture<Handover> publish(SendRequest request) {
        return tidings.send(request).handle((_, failure) -> switch (failure) {
            case null -> Handover.DONE; // in Kafka
            case InvalidRequestException _ -> Handover.NEVER; // its problems() name the fields that are wrong
            case Throwable _ -> Handover.REPEAT; // it may be in Kafka: publish the same request again
        });
    }

    /** Returns once Kafka has it. */
    public void cancel(String requestId) {
        tidings.cancel(new CancelSend(requestId, "acme", "order-service", Map.of("by", "the buyer")))
                .join();
    }

    /** Returns once Kafka has it. */
    public void move(String requestId, Instant sendAt) {
        tidings.reschedule(new RescheduleSend(requestId, "acme", "order-service", sendAt, Map.of()))
                .join();
    }

    /** Returns once Kafka has it. */
    public void order(String campaignId, CampaignAction action) {
        tidings.control(new CampaignControl(campaignId, "acme", "order-service", action, Map.of()))
                .join();
    }
}
