package dev.stationmaster.conformance.harness;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the one server that the whole run tries; a test takes stations of its own. */
public final class CsmsUnderTest implements BeforeAllCallback, ParameterResolver {
    private static final AtomicInteger STATIONS = new AtomicInteger();
    private static volatile CsmsFactory factory = PackagedCsms::start;

    /** Makes the server; replaced by the self-check, which tries the suite on a server that merely says yes. */
    @FunctionalInterface
    public interface CsmsFactory {
        Csms start();
    }

    /** Holds the server until the run ends. */
    private record Shared(Csms csms) implements AutoCloseable {
        @Override
        public void close() {
            csms.close();
        }
    }

    public static void use(CsmsFactory other) {
        factory = other;
    }

    /** A station identity that no other test of this run has. */
    public static String newIdentity() {
        return "CT-" + STATIONS.incrementAndGet();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        csms(context);
    }

    private static Csms csms(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Shared.class, _ -> new Shared(factory.start()), Shared.class)
                .csms();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Csms.class || type == Operator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Csms csms = csms(context);
        return parameter.getParameter().getType() == Csms.class ? csms : new Operator(csms);
    }
}
