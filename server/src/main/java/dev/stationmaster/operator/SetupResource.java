package dev.stationmaster.operator;

import dev.stationmaster.platform.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first step on a new server: the code of its start for an administrator's token. */
@RestController
@RequestMapping("/api/v1/setup")
class SetupResource {
    private final SetupCode setup;

    SetupResource(SetupCode setup) {
        this.setup = setup;
    }

    record Redeem(@Nullable String code) {}

    record Administrator(String token) {}

    @PostMapping
    Administrator redeem(@RequestBody Redeem body) {
        if (body.code() == null) throw ApiProblem.invalid("code", "required", "code must be given.");
        return new Administrator(setup.redeem(body.code()));
    }
}
