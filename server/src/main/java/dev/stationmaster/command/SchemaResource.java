package dev.stationmaster.command;

import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Direction;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.ApiProblem;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the requests that a CSMS may send look like, for forms. */
@RestController
@RequestMapping("/api/v1/schemas/{version}")
class SchemaResource {
    record SendableActions(List<String> items) {}

    /** @param version as the subprotocol: ocpp1.6, ocpp2.0.1 or ocpp2.1 */
    @GetMapping
    SendableActions actions(@PathVariable String version) {
        return new SendableActions(List.copyOf(codec(version).actions(Direction.FROM_CSMS)));
    }

    /** A JSON schema (draft 7). */
    @GetMapping("/{action}")
    Map<String, Object> request(@PathVariable String version, @PathVariable String action) {
        var codec = codec(version);
        if (!codec.actions(Direction.FROM_CSMS).contains(action)) throw ApiProblem.notFound("action", action);
        return codec.requestSchema(action).orElseThrow(() -> ApiProblem.notFound("action", action));
    }

    private static Codec codec(String version) {
        return Codec.of(Version.ofSubprotocol(version).orElseThrow(() -> ApiProblem.notFound("version", version)));
    }
}
