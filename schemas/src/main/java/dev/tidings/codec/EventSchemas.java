package dev.tidings.codec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;

/** The schemas of the events: the current ones, and those released before, which old records were written with. */
final class EventSchemas {
    static {
        // Avro makes no instance of a class that nobody vouched for. Ours are the generated ones, and no others.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackage() == dev.tidings.avro.SendRequest.class.getPackage()));
    }

    private static final Map<String, Schema> CURRENT = List.of(
                    dev.tidings.avro.SendRequest.getClassSchema(),
                    dev.tidings.avro.CancelSend.getClassSchema(),
                    dev.tidings.avro.RescheduleSend.getClassSchema(),
                    dev.tidings.avro.CampaignControl.getClassSchema(),
                    dev.tidings.avro.RetryHold.getClassSchema(),
                    dev.tidings.avro.DeadlineHold.getClassSchema(),
                    dev.tidings.avro.AttemptConfirmed.getClassSchema(),
                    dev.tidings.avro.CampaignOrder.getClassSchema(),
                    dev.tidings.avro.SendTask.getClassSchema(),
                    dev.tidings.avro.AttemptStarted.getClassSchema(),
                    dev.tidings.avro.AttemptFinished.getClassSchema(),
                    dev.tidings.avro.DeliveryResult.getClassSchema(),
                    dev.tidings.avro.Correlation.getClassSchema(),
                    dev.tidings.avro.Receipt.getClassSchema(),
                    dev.tidings.avro.FallbackWatch.getClassSchema(),
                    dev.tidings.avro.CancelFallback.getClassSchema(),
                    dev.tidings.avro.DeliveryDeadline.getClassSchema(),
                    dev.tidings.avro.SenderAccount.getClassSchema(),
                    dev.tidings.avro.MessageTemplate.getClassSchema(),
                    dev.tidings.avro.FallbackPolicy.getClassSchema(),
                    dev.tidings.avro.SmsService.getClassSchema(),
                    dev.tidings.avro.HeldSend.getClassSchema())
            .stream()
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

    private static final List<Schema> ALL_VERSIONS = Stream.concat(
                    ReleasedSchemas.load().stream(), CURRENT.values().stream())
            .toList();

    private EventSchemas() {}

    /** By full name. */
    static Map<String, Schema> current() {
        return CURRENT;
    }

    /** Every version that a record may have been written with. */
    static Collection<Schema> allVersions() {
        return ALL_VERSIONS;
    }
}
