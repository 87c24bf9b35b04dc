package dev.tidings.contract;

/** Everything that can be written to a topic of Tidings, one record type for each Avro schema of that name. */
public sealed interface Event
        permits SendRequest,
                CancelSend,
                RescheduleSend,
                CampaignControl,
                RetryHold,
                DeadlineHold,
                AttemptConfirmed,
                CampaignOrder,
                SendTask,
                AttemptStarted,
                AttemptFinished,
                DeliveryResult,
                Correlation,
                Receipt,
                FallbackWatch,
                CancelFallback,
                DeliveryDeadline,
                SenderAccount,
                MessageTemplate,
                FallbackPolicy,
                SmsService,
                HeldSend {}
