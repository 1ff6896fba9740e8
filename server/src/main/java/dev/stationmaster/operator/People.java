package dev.stationmaster.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who there is to give work to. */
@Component
public class People {
    private final Operators operators;

    People(Operators operators) {
        this.operators = operators;
    }

    /** @param name what work is assigned to */
    public record Colleague(String name, @Nullable String displayName) {}

    /** Everybody who may sign in, by name. */
    public List<Colleague> all() {
        return operators.all().stream()
                .filter(operator -> !operator.disabled())
                .map(operator -> new Colleague(operator.name(), operator.displayName()))
                .toList();
    }

    public boolean knows(String name) {
        return operators.find(name).filter(one -> !one.disabled()).isPresent();
    }
}
