package dev.stationmaster.provisioning;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The provisioning file, sent to the running server. */
@RestController
@RequestMapping("/api/v1/provisioning")
class ProvisioningResource {
    private final ProvisioningService provisioning;
    private final ProvisioningStore store;

    ProvisioningResource(ProvisioningService provisioning, ProvisioningStore store) {
        this.provisioning = provisioning;
        this.store = store;
    }

    /** Which entries were applied when. */
    @GetMapping
    Page<ProvisioningStore.Applied> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        return Page.of(store.list(paging.after(), paging.fetch()), paging, ProvisioningStore.Applied::key);
    }

    /** @param body YAML or JSON in UTF-8, whatever the content type says */
    @PostMapping
    ProvisioningService.Outcome apply(@RequestBody byte[] body, Principal operator) {
        try {
            return provisioning.apply(text(body), ProvisioningService.Source.REQUEST, operator.getName());
        } catch (ProvisioningRefused refused) {
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "invalid-provisioning",
                    String.valueOf(refused.getMessage()),
                    refused.problems());
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiProblem.of(HttpStatus.BAD_REQUEST, "malformed-request", "The body is not UTF-8.");
        }
    }
}
