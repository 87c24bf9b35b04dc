package dev.tidings.local.demo;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.AddressForm;
import dev.tidings.contract.Event;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateState;
import dev.tidings.contract.TextContent;
import dev.tidings.local.send.Upstream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An account that the demo sends from. What its provider can do says how recipients are called and what they get.
 *
 * @param channel its channel
 * @param accountId its id
 * @param address what recipients are called by
 * @param contents what they get, in turn
 */
record DemoAccount(String channel, String accountId, AddressForm address, List<RequestContent> contents) {
    private static final String TEXT = "Your order is on its way.";

    /** Ids of one pattern or the other fit every provider that has ids of its own; {@code %d} is the number. */
    private static final List<String> IDS = List.of("%016d", "U%032x");

    DemoAccount {
        contents = List.copyOf(contents);
    }

    /** The enabled accounts of a catalog from which something can be sent. */
    static List<DemoAccount> of(List<Event> catalog) {
        return catalog.stream()
                .flatMap(entry -> entry instanceof SenderAccount account ? Stream.of(account) : Stream.empty())
                .filter(account -> account.enabled()
                        && (account.tenant() == null || account.tenant().equals(Upstream.TENANT)))
                .flatMap(account -> AbilityTable.of(account.channel(), account.provider())
                        .map(abilities -> new DemoAccount(
                                account.channel(),
                                account.accountId(),
                                abilities.address(),
                                contents(abilities, catalog)))
                        .stream())
                .filter(account -> !account.contents().isEmpty())
                .toList();
    }

    /** The channel's templates where there are any, else a text. */
    private static List<RequestContent> contents(Abilities abilities, List<Event> catalog) {
        List<RequestContent> templates = catalog.stream()
                .flatMap(entry -> entry instanceof MessageTemplate template ? Stream.of(template) : Stream.empty())
                .filter(template ->
                        template.channel().equals(abilities.channel()) && template.state() == TemplateState.APPROVED)
                .<RequestContent>map(DemoAccount::filled)
                .filter(content -> abilities.contents().refusal(content).isEmpty())
                .toList();
        RequestContent text = new TextContent(TEXT);
        return templates.isEmpty() && abilities.contents().refusal(text).isEmpty() ? List.of(text) : templates;
    }

    private static TemplateContent filled(MessageTemplate template) {
        return new TemplateContent(
                template.code(),
                template.language(),
                template.parameters().stream().distinct().collect(Collectors.toMap(name -> name, _ -> "Ann")));
    }

    /** A template that no catalog has. */
    static RequestContent missingTemplate() {
        return new TemplateContent("order_gone", "en", Map.of());
    }

    /** Whether a missing template can make it fail, and an SMS to the same recipient is something else than what failed. */
    boolean fallsBack() {
        return contents.getFirst() instanceof TemplateContent
                && address instanceof AddressForm.PhoneNumber
                && !channel.equals("sms");
    }

    RequestContent content(int number) {
        return contents.get(number % contents.size());
    }

    String recipient(int number) {
        int person = number % 10_000;
        return switch (address) {
            case AddressForm.PhoneNumber _ -> String.format(Locale.ROOT, "+658123%04d", person);
            case AddressForm.UserId form -> id(form, person);
        };
    }

    private static String id(AddressForm.UserId form, int person) {
        Optional<String> fitting = IDS.stream()
                .map(pattern -> String.format(Locale.ROOT, pattern, person))
                .filter(form::fits)
                .findFirst();
        return fitting.orElseThrow(() -> new IllegalStateException("the demo has no id of the form " + form.words()));
    }

    /** What is an address of no form. */
    String wrongRecipient() {
        return "+65?12";
    }
}
