package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.smpp.Delivery;
import dev.tidings.testbed.simulator.smpp.Smpp;
import dev.tidings.testbed.simulator.smpp.Status;
import dev.tidings.testbed.simulator.smpp.SubmitSm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Bind;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUComposer;
import org.jspecify.annotations.Nullable;

/** One SMPP session: PDUs in, PDUs out. What it is sent is a call like any other. */
final class SmppHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final PDUComposer COMPOSER = new DefaultComposer();
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final String SYSTEM_ID = "simulator";
    private static final byte[] GARBAGE = {-1, -1, -1, -1, 0, 0, 0, 0};

    private final Smpp centre;
    private final Desk desk;
    private final Map<Integer, Delivery> unanswered = new HashMap<>();
    private @Nullable Consumer<Delivery> receipts;
    private String systemId = "";
    private int lastNumber;

    SmppHandler(Smpp centre, Desk desk) {
        this.centre = centre;
        this.desk = desk;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        byte[] pdu = ByteBufUtil.getBytes(frame);
        if (pdu.length < SMPPConstant.PDU_HEADER_LENGTH) {
            var _ = context.close();
            return;
        }
        Command header = DefaultDecomposer.getInstance().header(pdu);
        int number = header.getSequenceNumber();
        switch (header.getCommandId()) {
            case SMPPConstant.CID_BIND_TRANSCEIVER -> bind(context, number, pdu);
            case SMPPConstant.CID_BIND_TRANSMITTER, SMPPConstant.CID_BIND_RECEIVER ->
                refuse(context, header, Status.BIND_FAILED);
            case SMPPConstant.CID_SUBMIT_SM -> submit(context, header, pdu);
            case SMPPConstant.CID_ENQUIRE_LINK -> write(context, COMPOSER.enquireLinkResp(number));
            case SMPPConstant.CID_UNBIND -> {
                write(context, COMPOSER.unbindResp(Status.OK, number));
                var _ = context.close();
            }
            case SMPPConstant.CID_DELIVER_SM_RESP -> answered(context, number, header.getCommandStatus());
            default -> {
                if ((header.getCommandId() & SMPPConstant.MASK_CID_RESP) == 0) {
                    write(context, COMPOSER.genericNack(Status.INVALID_COMMAND, number));
                }
            }
        }
    }

    private void bind(ChannelHandlerContext context, int number, byte[] pdu) {
        try {
            Bind bind = DefaultDecomposer.getInstance().bind(pdu);
            String name = Objects.requireNonNullElse(bind.getSystemId(), "");
            if (receipts == null && centre.knows(name, Objects.requireNonNullElse(bind.getPassword(), ""))) {
                write(context, COMPOSER.bindResp(SMPPConstant.CID_BIND_TRANSCEIVER_RESP, number, SYSTEM_ID));
                bound(context, name);
                return;
            }
        } catch (PDUStringException e) {
            // Nobody has names or passwords of that length.
        }
        header(context, SMPPConstant.CID_BIND_TRANSCEIVER_RESP, Status.INVALID_PASSWORD, number);
        var _ = context.close();
    }

    private void bound(ChannelHandlerContext context, String name) {
        systemId = name;
        Consumer<Delivery> taking = delivery -> context.executor().execute(() -> deliver(context, delivery));
        receipts = taking;
        centre.sessions().bound(name, taking);
    }

    private void deliver(ChannelHandlerContext context, Delivery delivery) {
        if (!context.channel().isActive()) {
            centre.sessions().deliver(systemId, delivery);
            return;
        }
        lastNumber++;
        unanswered.put(lastNumber, delivery);
        write(context, delivery.pdu(lastNumber));
    }

    private void answered(ChannelHandlerContext context, int number, int status) {
        Delivery delivery = unanswered.remove(number);
        if (delivery != null && status != Status.OK) {
            later(context, AGAIN_AFTER, () -> deliver(context, delivery));
        }
    }

    private void submit(ChannelHandlerContext context, Command header, byte[] pdu) {
        if (receipts == null) {
            refuse(context, header, Status.NOT_BOUND);
            return;
        }
        try {
            reply(context, header, desk.take(SubmitSm.call(systemId, pdu)));
        } catch (PDUStringException e) {
            refuse(context, header, e.getErrorCode());
        }
    }

    private static void reply(ChannelHandlerContext context, Command header, Desk.Reply reply) {
        switch (reply) {
            case Desk.Reply.Send(Answer answer, Duration after) ->
                later(context, after, () -> answer(context, header, answer));
            case Desk.Reply.Reset(Duration after) -> later(context, after, () -> reset(context));
            case Desk.Reply.Silence _ -> {}
        }
    }

    private static void answer(ChannelHandlerContext context, Command header, Answer answer) {
        Optional<JsonNode> said = Json.tree(answer.body()).filter(body -> body.has("command_status"));
        if (said.isEmpty()) {
            write(context, GARBAGE);
            return;
        }
        int status = said.get().path("command_status").asInt();
        if (status != Status.OK) {
            refuse(context, header, status);
            return;
        }
        try {
            write(
                    context,
                    COMPOSER.submitSmResp(
                            header.getSequenceNumber(),
                            said.get().path("message_id").asText()));
        } catch (PDUStringException e) {
            throw new IllegalStateException("ids are short", e);
        }
    }

    private static void refuse(ChannelHandlerContext context, Command header, int status) {
        header(context, header.getCommandId() | SMPPConstant.MASK_CID_RESP, status, header.getSequenceNumber());
    }

    private static void header(ChannelHandlerContext context, int command, int status, int number) {
        write(context, COMPOSER.composeHeader(command, status, number));
    }

    private static void write(ChannelHandlerContext context, byte[] pdu) {
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(pdu));
    }

    private static void later(ChannelHandlerContext context, Duration after, Runnable action) {
        if (after.isZero()) {
            action.run();
        } else {
            var _ = context.executor().schedule(action, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Lingering for zero seconds, a closed socket sends RST in place of FIN. */
    private static void reset(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = context.close();
    }

    /** What was not answered is delivered to the next one. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Consumer<Delivery> taking = receipts;
        if (taking != null) {
            centre.sessions().left(systemId, taking);
            unanswered.values().forEach(delivery -> centre.sessions().deliver(systemId, delivery));
            unanswered.clear();
        }
    }

    /** One that breaks off, or sends what makes no sense, is left. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
