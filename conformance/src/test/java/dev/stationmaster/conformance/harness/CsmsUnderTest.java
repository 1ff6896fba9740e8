package dev.stationmaster.conformance.harness;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the one server that the whole run tries; a test takes stations of its own. */
public final class CsmsUnderTest implements BeforeAllCallback, ParameterResolver {
    /** Configuration parameter of a run: {@code yes} tries the suite on a server that merely says yes. */
    public static final String WHICH = "conformance.csms";

    /** Holds the server until the run ends. */
    private record Shared(Csms csms) implements AutoCloseable {
        @Override
        public void close() {
            csms.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        csms(context);
    }

    private static Csms csms(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Shared.class, _ -> new Shared(start(context)), Shared.class)
                .csms();
    }

    private static Csms start(ExtensionContext context) {
        boolean yes =
                context.getConfigurationParameter(WHICH).filter("yes"::equals).isPresent();
        return yes ? new YesCsms() : PackagedCsms.start();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Csms.class || type == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Csms csms = csms(context);
        return parameter.getParameter().getType() == Csms.class ? csms : new Lab(csms);
    }
}
