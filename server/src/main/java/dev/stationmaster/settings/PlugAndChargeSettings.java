package dev.stationmaster.settings;

import java.util.List;

/** Contract certificates, OCSP, and the needs that cars tell by ISO 15118. */
public final class PlugAndChargeSettings {
    /** Whether questions to an OCSP responder carry a nonce. */
    public enum OcspNonce {
        ON,
        /** Some responders refuse questions with one. */
        OFF
    }

    /** What is demanded of a contract certificate that names no OCSP responder. */
    public enum Revocation {
        /** It is not accepted: nobody can say whether it was revoked. */
        REQUIRED,
        /** It is taken as not revoked. */
        IF_NAMED
    }

    /** What the built-in test pool asks of a car that wants its contract. */
    public enum CarProvisioning {
        /** A provisioning certificate is looked at when the car brings one; without one it is believed its PCID. */
        OFFERED,
        /** No contract without one. */
        REQUIRED
    }

    /** What the server does when a car tells its needs (NotifyEVChargingNeeds). */
    public enum ChargingNeeds {
        /** As much as car, EVSE and limits allow. */
        FAST,
        /** Just as much as brings the energy until the car leaves. */
        LEVEL,
        /** No schedule: the station is told so. */
        OFF
    }

    public static final Setting<String> OCSP_RESPONDERS = Setting.patterned(
            "ocspResponders",
            "public",
            "(any|public|[A-Za-z0-9.\\-]+(:\\d{1,5})?)(,(any|public|[A-Za-z0-9.\\-]+(:\\d{1,5})?))*",
            "any, public, or a list such as public,localhost,10.0.0.5:8080",
            "Which OCSP responders and revocation lists named by stations and certificates are asked: any, those with public addresses, or hosts"
                    + " by name.");

    public static final Setting<OcspNonce> OCSP_NONCE =
            Setting.choice("ocspNonce", OcspNonce.ON, "Whether questions to an OCSP responder carry a nonce.");

    public static final Setting<Integer> OCSP_CACHE_HOURS = Setting.whole(
            "ocspCacheHours",
            1,
            0,
            168,
            "h",
            "How long the answer of an OCSP responder is used again, at most until its own end; 0 asks every time.");

    public static final Setting<Integer> OCSP_SECONDS = Setting.whole(
            "ocspSeconds",
            4,
            1,
            30,
            "s",
            "How long responders and the contract pool may take; a car waits some 4.5 s for its answer.");

    public static final Setting<Revocation> CONTRACT_REVOCATION = Setting.choice(
            "contractRevocation",
            Revocation.REQUIRED,
            "Whether a contract certificate that names no OCSP responder is refused.");

    public static final Setting<String> CONTRACT_POOL_URL = Setting.text(
            "contractPoolUrl",
            "",
            500,
            "Where contract certificates are asked for, by HTTP; empty takes the built-in test pool, none refuses.");

    public static final Setting<CarProvisioning> CAR_PROVISIONING = Setting.choice(
            "carProvisioning",
            CarProvisioning.OFFERED,
            "Whether the built-in test pool wants a provisioning certificate of the car's maker, or only looks at one that is brought.");

    public static final Setting<ChargingNeeds> CHARGING_NEEDS = Setting.choice(
                    "chargingNeeds",
                    ChargingNeeds.FAST,
                    "Which schedule a car gets that tells its needs by ISO 15118; off leaves that to operators.")
            .alsoPerStation();

    public static final Setting<Integer> EVSE_MAX_AMPERES = Setting.whole(
                    "evseMaxAmperes",
                    0,
                    0,
                    1_000,
                    "A",
                    "The most that a schedule of ours gives an EVSE, per phase; 0 believes what the station reports of it.")
            .alsoPerStation();

    static final List<Setting<?>> ALL = List.of(
            OCSP_RESPONDERS,
            OCSP_NONCE,
            OCSP_CACHE_HOURS,
            OCSP_SECONDS,
            CONTRACT_REVOCATION,
            CONTRACT_POOL_URL,
            CAR_PROVISIONING,
            CHARGING_NEEDS,
            EVSE_MAX_AMPERES);

    private PlugAndChargeSettings() {}
}
