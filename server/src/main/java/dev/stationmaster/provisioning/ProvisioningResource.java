package dev.stationmaster.provisioning;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "application/yaml", schema = @Schema(type = "string")))
    ProvisioningService.Outcome apply(@Parameter(hidden = true) InputStream body, Principal operator)
            throws IOException {
        try {
            return provisioning.apply(
                    text(body.readAllBytes()), ProvisioningService.Source.REQUEST, operator.getName());
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
