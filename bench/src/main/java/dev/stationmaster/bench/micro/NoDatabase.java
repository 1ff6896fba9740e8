package dev.stationmaster.bench.micro;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database that says yes to everything at once, so that what is measured is not its work. */
final class NoDatabase {
    private static final Map<Class<?>, Object> NOTHING =
            Map.of(boolean.class, true, int.class, 0, long.class, 0L, short.class, (short) 0, double.class, 0.0);

    private NoDatabase() {}

    static DataSource dataSource() {
        Object connection = proxy(Connection.class, null);
        return (DataSource) proxy(DataSource.class, connection);
    }

    private static Object proxy(Class<?> type, @Nullable Object connection) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> answer(method, connection));
    }

    private static @Nullable Object answer(Method method, @Nullable Object connection) {
        if (method.getReturnType() == Connection.class) return connection;
        return NOTHING.get(method.getReturnType());
    }
}
