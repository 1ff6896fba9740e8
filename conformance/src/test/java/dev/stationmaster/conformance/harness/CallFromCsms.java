package dev.stationmaster.conformance.harness;

import tools.jackson.databind.JsonNode;

/** A CALL that the server sent to the station, waiting for the test to answer it. */
public record CallFromCsms(ScriptedStation station, String id, String action, JsonNode payload) {
    /** Answers with a CALLRESULT of this payload. */
    public void answer(String result) {
        station.send("[3,\"" + id + "\"," + result + "]");
    }

    /** Answers with a CALLERROR. */
    public void refuse(String code, String description) {
        station.send("[4,\"" + id + "\",\"" + code + "\",\"" + description + "\",{}]");
    }
}
