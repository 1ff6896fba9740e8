package dev.stationmaster.certificate;

import dev.stationmaster.certificate.Contract.Certificate;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.security.Principal;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Contracts of the built-in test pool, and what it answers word by word. */
@RestController
class ContractResource {
    private static final int LONGEST_EMAID = 36;
    private static final int LONGEST_VEHICLE = 40;
    private static final int MOST_DAYS = 3_650;
    private static final int USUAL_DAYS = 365;
    private static final int LONGEST_ANSWER = 17_000;

    private final ContractStore contracts;
    private final ContractIssuing issuing;
    private final InstantSource clock;

    ContractResource(ContractStore contracts, ContractIssuing issuing, InstantSource clock) {
        this.contracts = contracts;
        this.issuing = issuing;
        this.clock = clock;
    }

    /**
     * @param emaid the contract's id: two letters, three of the provider, nine of the contract, perhaps a check digit, with or without hyphens
     * @param vehicle PCID of the car that may install it; absent for the first that asks
     * @param days how long its certificates are valid, 1 to 3650, default 365
     * @param csr PKCS#10 in PEM, to get a certificate at once
     */
    record Form(
            @Nullable String emaid,
            @Nullable String vehicle,
            @Nullable Integer days,
            @Nullable String csr) {}

    record Shown(
            UUID id,
            String serialNumber,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            Instant issuedAt,
            String issuedBy,
            boolean revoked,
            String chain) {
        static Shown of(Certificate one) {
            return new Shown(
                    one.id(),
                    one.serialNumber(),
                    one.issuer(),
                    one.notBefore(),
                    one.notAfter(),
                    one.issuedAt(),
                    one.issuedBy(),
                    one.revoked(),
                    one.chain());
        }
    }

    /** @param state ready, installed or cancelled */
    record View(
            UUID id,
            String emaid,
            @Nullable String vehicle,
            int days,
            String state,
            Instant createdAt,
            String createdBy,
            @Nullable Instant installedAt,
            List<Shown> certificates) {}

    @GetMapping("/api/v1/contracts")
    Page<View> all(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        String cursor = paging.after();
        Instant before = null;
        UUID beforeId = null;
        if (cursor != null) {
            try {
                String[] parts = cursor.split(" ");
                before = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
                beforeId = UUID.fromString(parts[1]);
            } catch (RuntimeException foreign) {
                throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
            }
        }
        return Page.of(
                        contracts.all(before, beforeId, paging.fetch()),
                        paging,
                        one -> ChronoUnit.MICROS.between(Instant.EPOCH, one.createdAt()) + " " + one.id())
                .map(this::view);
    }

    @GetMapping("/api/v1/contracts/{id}")
    View one(@PathVariable UUID id) {
        return view(find(id));
    }

    @PostMapping("/api/v1/contracts")
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody Form form, Principal operator) {
        String emaid = form.emaid();
        if (emaid == null) throw ApiProblem.invalid("emaid", "required", "emaid is needed.");
        if (emaid.length() > LONGEST_EMAID || !ContractChain.key(emaid).matches("[A-Z]{2}[A-Z0-9]{12,13}")) {
            throw ApiProblem.invalid(
                    "emaid", "ISO 15118-2 annex H", "emaid is such as DE-8AA-C12345678 or DE8AAC123456786.");
        }
        String vehicle = form.vehicle();
        if (vehicle != null && (vehicle.isBlank() || vehicle.length() > LONGEST_VEHICLE)) {
            throw ApiProblem.invalid("vehicle", "1..40", "vehicle is a PCID of 1 to 40 characters.");
        }
        int days = form.days() == null ? USUAL_DAYS : form.days();
        if (days < 1 || days > MOST_DAYS) throw ApiProblem.invalid("days", "1..3650", "days is 1 to 3650.");
        PublicKey key = form.csr() == null ? null : key(form.csr());
        Contract made = issuing.create(emaid, vehicle, days, true, operator.getName())
                .orElseThrow(
                        () -> ApiProblem.conflict("contract-exists", "There is a contract of this eMAID already."));
        if (key != null) issuing.issue(made, key, operator.getName(), null, null);
        return view(find(made.id()));
    }

    /** @param csr PKCS#10 in PEM; of it only the key is taken */
    record Request(@Nullable String csr) {}

    /** A further certificate, for a key of the caller's. */
    @PostMapping("/api/v1/contracts/{id}/certificates")
    @ResponseStatus(HttpStatus.CREATED)
    View issue(@PathVariable UUID id, @RequestBody Request form, Principal operator) {
        Contract contract = find(id);
        if (form.csr() == null) throw ApiProblem.invalid("csr", "required", "csr is needed.");
        if (contract.state() == Contract.State.CANCELLED) {
            throw ApiProblem.conflict("contract-cancelled", "The contract is cancelled.");
        }
        issuing.issue(contract, key(form.csr()), operator.getName(), null, null);
        return view(find(id));
    }

    /** @throws ApiProblem when it is no request signed with its key */
    static PublicKey key(String csr) {
        try {
            return CertificateRequest.read(csr).key();
        } catch (CsrRefused e) {
            throw ApiProblem.invalid("csr", "PKCS#10", "csr cannot be read or is not signed with its key.");
        }
    }

    /** Ends it: its certificates are revoked. */
    @PostMapping("/api/v1/contracts/{id}/revoke")
    View revoke(@PathVariable UUID id, Principal operator) {
        issuing.cancel(find(id), operator.getName());
        return view(find(id));
    }

    /** @param exiResponse Base64 */
    record Canned(@Nullable String exiResponse) {}

    /** From now on this is the answer to every request of that action, as long as no other pool is set. */
    @PutMapping("/api/v1/contract-pool/answers/{action}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String action, @RequestBody Canned form) {
        contracts.canned(action(action), base64(form.exiResponse()), clock.instant());
    }

    @DeleteMapping("/api/v1/contract-pool/answers/{action}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String action) {
        contracts.canned(action(action), null, clock.instant());
    }

    private static String action(String word) {
        if (word.equals("Install") || word.equals("Update")) return word;
        throw ApiProblem.invalid("action", "enum", "action is Install or Update.");
    }

    private static String base64(@Nullable String text) {
        try {
            if (text != null && !text.isEmpty() && text.length() <= LONGEST_ANSWER) {
                Base64.getDecoder().decode(text);
                return text;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same words
        }
        throw ApiProblem.invalid("exiResponse", "Base64", "exiResponse is Base64 of at most 17000 characters.");
    }

    private Contract find(UUID id) {
        return contracts.find(id).orElseThrow(() -> ApiProblem.notFound("contract", id.toString()));
    }

    private View view(Contract one) {
        return new View(
                one.id(),
                one.emaid(),
                one.vehicle(),
                one.days(),
                ContractStore.word(one.state()),
                one.createdAt(),
                one.createdBy(),
                one.installedAt(),
                contracts.certificates(one.id()).stream().map(Shown::of).toList());
    }
}
