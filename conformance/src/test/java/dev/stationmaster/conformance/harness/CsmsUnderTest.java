package dev.stationmaster.conformance.harness;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the one server that all classes of this process try; a test takes stations of its own. */
public final class CsmsUnderTest implements BeforeAllCallback, ParameterResolver {
    /** Configuration parameter of a run: {@code yes} tries the suite on a server that merely says yes. */
    public static final String WHICH = "conformance.csms";

    /** The packaged server: started when the first class of this process asks for it, stopped with the process, whatever the number of runs in it. */
    private static final class Packaged {
        static final Csms CSMS = PackagedCsms.start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CSMS::close));
        }
    }

    /** Holds the yes-sayer until its run ends. */
    private record YesSayer(YesCsms csms) implements AutoCloseable {
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
        boolean yes =
                context.getConfigurationParameter(WHICH).filter("yes"::equals).isPresent();
        if (!yes) return Packaged.CSMS;
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(YesSayer.class, _ -> new YesSayer(new YesCsms()), YesSayer.class)
                .csms();
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
