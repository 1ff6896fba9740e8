package dev.stationmaster.bench.load;

/** What stations say first. */
public final class Boots {
    private Boots() {}

    /** Of a BootNotification in the version of that subprotocol, JSON. */
    public static String payload(String subprotocol) {
        return subprotocol.equals("ocpp1.6")
                ? "{\"chargePointVendor\":\"Bench\",\"chargePointModel\":\"Load\"}"
                : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Bench\",\"model\":\"Load\"}}";
    }
}
