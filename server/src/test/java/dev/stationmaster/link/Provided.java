package dev.stationmaster.link;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** Beans given by hand. */
record Provided<T>(List<T> beans) implements ObjectProvider<T> {
    static <T> Provided<T> of(T bean) {
        return new Provided<>(List.of(bean));
    }

    @Override
    public T getObject() {
        return beans.getFirst();
    }

    @Override
    public Stream<T> stream() {
        return beans.stream();
    }
}
