package dev.stationmaster.problem;

import java.util.List;

/** Told after problems were opened, changed or closed, and after each round of looking. Beans of this type are found; each returns soon. */
@FunctionalInterface
public interface ProblemListener {
    /** @param changed what is durable by now; empty when a round found nothing new */
    void looked(List<Problem> changed);
}
