package dev.stationmaster.link.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The process-wide list of TLS algorithms that the JDK refuses. */
public final class TlsAlgorithms {
    private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

    private TlsAlgorithms() {}

    /**
     * Takes {@code TLS_RSA_*} off the list: OCPP demands two suites of that kind (OCPP 2.x part 2, A00.FR.318). It has to run before the first TLS object
     * of the process is made, and concerns all of them: TLS clients of ours name their suites explicitly.
     */
    public static void allowStaticRsa() {
        String disabled = Security.getProperty(PROPERTY);
        if (disabled == null || !disabled.contains("TLS_RSA_")) return;
        Security.setProperty(
                PROPERTY,
                Arrays.stream(disabled.split(","))
                        .map(String::trim)
                        .filter(entry -> !entry.startsWith("TLS_RSA_"))
                        .collect(Collectors.joining(", ")));
    }
}
