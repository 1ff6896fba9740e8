package dev.stationmaster.vendor;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.vendor.VendorRule.Answer;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What stations are answered to messages outside the standard. */
@RestController
@RequestMapping("/api/v1/vendor-rules")
class VendorRuleResource {
    private static final int LONGEST_VENDOR = 255;
    private static final int LONGEST_MESSAGE = 50;
    private static final int LONGEST_DATA = 10_000;
    private static final int LONGEST_URL = 1000;

    private final VendorMessages messages;
    private final InstantSource clock;

    VendorRuleResource(VendorMessages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * @param messageId absent means every message of the vendor that has no rule of its own
     * @param answer accept, reject or forward
     * @param data any JSON, sent with accept and reject
     * @param url http or https, with forward
     */
    record Form(
            @Nullable String vendorId,
            @Nullable String messageId,
            @Nullable String answer,
            @Nullable JsonNode data,
            @Nullable String url) {}

    record View(
            UUID id,
            String vendorId,
            @Nullable String messageId,
            String answer,
            @JsonRawValue @Nullable String data,
            @Nullable String url,
            Instant changedAt,
            String changedBy) {
        static View of(VendorRule rule) {
            URI url = rule.url();
            return new View(
                    rule.id(),
                    rule.vendorId(),
                    rule.messageId(),
                    rule.answer().word(),
                    rule.data(),
                    url == null ? null : url.toString(),
                    rule.changedAt(),
                    rule.changedBy());
        }
    }

    /**
     * They are few, so there are no pages.
     *
     * @param handlers vendors that the server itself understands
     */
    record All(List<View> items, List<String> handlers) {}

    @GetMapping
    All all() {
        return new All(messages.rules().stream().map(View::of).toList(), messages.handled());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View add(@RequestBody Form form, Principal operator) {
        return saved(messages.newId(), form, operator);
    }

    /** Replaces the whole rule. */
    @PutMapping("/{id}")
    View replace(@PathVariable UUID id, @RequestBody Form form, Principal operator) {
        if (messages.rule(id).isEmpty()) throw ApiProblem.notFound("vendor-rule", id.toString());
        return saved(id, form, operator);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        if (!messages.delete(id)) throw ApiProblem.notFound("vendor-rule", id.toString());
    }

    private View saved(UUID id, Form form, Principal operator) {
        List<FieldProblem> problems = new ArrayList<>();
        String vendor = text(form.vendorId(), "vendorId", LONGEST_VENDOR, problems);
        String message =
                form.messageId() == null ? null : text(form.messageId(), "messageId", LONGEST_MESSAGE, problems);
        String word = form.answer();
        Answer answer = Arrays.stream(Answer.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(null);
        if (answer == null)
            problems.add(new FieldProblem("answer", "enum", "answer must be accept, reject or forward."));
        URI url = url(form.url(), answer == Answer.FORWARD, problems);
        JsonNode given = form.data();
        String data = given == null || given.isNull() ? null : given.toString();
        if (data != null && (answer == Answer.FORWARD || data.length() > LONGEST_DATA))
            problems.add(new FieldProblem(
                    "data", "maxLength", "data goes with accept or reject, at most " + LONGEST_DATA + " characters."));
        if (!problems.isEmpty() || vendor == null || answer == null) throw ApiProblem.invalid(problems);
        var rule = new VendorRule(id, vendor, message, answer, data, url, clock.instant(), operator.getName());
        return messages.save(rule)
                .map(View::of)
                .orElseThrow(() -> ApiProblem.conflict(
                        "vendor-rule-exists",
                        "There is a rule for this vendor and message already; upper and lower case are the same."));
    }

    private static @Nullable String text(
            @Nullable String value, String field, int longest, List<FieldProblem> problems) {
        boolean fine = value != null
                && !value.isBlank()
                && value.length() <= longest
                && value.chars().noneMatch(Character::isISOControl);
        if (!fine)
            problems.add(
                    new FieldProblem(field, "length", field + " must be 1 to " + longest + " printable characters."));
        return value;
    }

    private static @Nullable URI url(@Nullable String text, boolean needed, List<FieldProblem> problems) {
        String rule = needed
                ? "url must be an http or https address of at most " + LONGEST_URL + " characters."
                : "url goes with forward only.";
        if (text == null && !needed) return null;
        try {
            URI url = text == null ? null : new URI(text);
            boolean fine = needed
                    && url != null
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.toString().length() <= LONGEST_URL;
            if (fine) return url;
        } catch (URISyntaxException e) {
            // said below
        }
        problems.add(new FieldProblem("url", needed ? "uri" : "unexpected", rule));
        return null;
    }
}
