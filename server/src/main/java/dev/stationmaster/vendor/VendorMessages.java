package dev.stationmaster.vendor;

import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.vendor.VendorAnswer.Status;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/**
 * Finds who answers a message outside the standard: a handler of that vendor first, then the operators' rule for that message, then the one for all
 * messages of that vendor. From memory.
 *
 * @see "OCPP 1.6 §4.3, §5.6; OCPP 2.x P02"
 */
@Service
public class VendorMessages {
    private final Map<String, VendorHandler> handlers = new HashMap<>();
    private final Map<String, VendorRule> rules = new ConcurrentHashMap<>();
    private final VendorRuleStore store;
    private final VendorForwarding forwarding;
    private final InstantSource clock;

    VendorMessages(
            List<VendorHandler> handlers, VendorRuleStore store, VendorForwarding forwarding, InstantSource clock) {
        this.store = store;
        this.forwarding = forwarding;
        this.clock = clock;
        for (VendorHandler handler : handlers) {
            if (this.handlers.put(VendorRule.key(handler.vendorId(), null), handler) != null)
                throw new IllegalStateException("two handlers for vendor " + handler.vendorId());
        }
        store.all().forEach(rule -> rules.put(rule.key(), rule));
    }

    /** What is answered; UnknownMessageId when the vendor is known but nobody answers this message, else UnknownVendorId. */
    public VendorAnswer answer(VendorMessage message) {
        String vendor = VendorRule.key(message.vendorId(), null);
        VendorHandler handler = handlers.get(vendor);
        if (handler != null) {
            VendorAnswer answer = handler.handle(message);
            if (answer.status() != Status.UNKNOWN_MESSAGE) return answer;
        }
        VendorRule rule = rules.get(VendorRule.key(message.vendorId(), message.messageId()));
        if (rule == null) rule = rules.get(vendor);
        if (rule != null) return answer(rule, message);
        boolean known = handler != null || rules.keySet().stream().anyMatch(key -> key.startsWith(vendor + '\n'));
        return VendorAnswer.of(known ? Status.UNKNOWN_MESSAGE : Status.UNKNOWN_VENDOR);
    }

    private VendorAnswer answer(VendorRule rule, VendorMessage message) {
        return switch (rule.answer()) {
            case ACCEPT -> new VendorAnswer(Status.ACCEPTED, rule.data());
            case REJECT -> new VendorAnswer(Status.REJECTED, rule.data());
            case FORWARD -> {
                var url = rule.url();
                yield url == null ? VendorAnswer.of(Status.REJECTED) : forwarding.forward(message, url);
            }
        };
    }

    List<VendorRule> rules() {
        return rules.values().stream()
                .sorted(Comparator.comparing(VendorRule::key))
                .toList();
    }

    Optional<VendorRule> rule(UUID id) {
        return rules.values().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /**
     * Makes or changes a rule.
     *
     * @return empty when that vendor and message have another rule already
     */
    synchronized Optional<VendorRule> save(VendorRule rule) {
        if (!store.save(rule)) return Optional.empty();
        rules.values().removeIf(other -> other.id().equals(rule.id()));
        rules.put(rule.key(), rule);
        return Optional.of(rule);
    }

    /** A new rule's id. */
    UUID newId() {
        return Uuid7.at(clock.instant());
    }

    synchronized boolean delete(UUID id) {
        rules.values().removeIf(rule -> rule.id().equals(id));
        return store.delete(id);
    }

    /** The vendors that a handler knows, in lower case, sorted. */
    List<String> handled() {
        return handlers.keySet().stream()
                .map(vendor -> vendor.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }
}
