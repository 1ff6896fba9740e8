package dev.stationmaster.conformance.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts what the server asks of its database: statements by their text, and commits. */
public class StatementCounts implements BeanPostProcessor {
    private static final Map<String, LongAdder> STATEMENTS = new ConcurrentHashMap<>();
    private static final LongAdder COMMITS = new LongAdder();

    static void reset() {
        STATEMENTS.clear();
        COMMITS.reset();
    }

    static long commits() {
        return COMMITS.sum();
    }

    /** How often a SELECT was prepared, by its text; without the blocks of transaction ids, which are fetched beside the way of a message. */
    static Map<String, Long> selects() {
        var selects = new TreeMap<String, Long>();
        STATEMENTS.forEach((sql, count) -> {
            String words = sql.strip().toLowerCase(Locale.ROOT);
            if (words.startsWith("select") && !words.contains("nextval('transaction_id_seq')"))
                selects.put(sql, count.sum());
        });
        return selects;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource dataSource)) return bean;
        return Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = invoke(method, dataSource, arguments);
                    return result instanceof Connection connection ? counted(connection) : result;
                });
    }

    private static Connection counted(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    // What upkeep asks by the clock costs no message anything.
                    boolean upkeep = Thread.currentThread().getName().startsWith("upkeep-");
                    if (!upkeep && method.getName().equals("prepareStatement"))
                        STATEMENTS
                                .computeIfAbsent((String) arguments[0], _ -> new LongAdder())
                                .increment();
                    if (method.getName().equals("commit")) COMMITS.increment();
                    return invoke(method, connection, arguments);
                });
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
