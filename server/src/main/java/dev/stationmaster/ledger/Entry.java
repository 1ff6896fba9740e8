package dev.stationmaster.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Facts that stand or fall together, and who waits for them. */
final class Entry {
    final List<? extends Fact<?>> facts;
    private final CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
    private @Nullable Object firstResult;

    Entry(List<? extends Fact<?>> facts) {
        this.facts = facts;
    }

    /** What the database said about the first fact; kept back until the commit. */
    void firstResult(@Nullable Object result) {
        this.firstResult = result;
    }

    void committed() {
        done.complete(firstResult);
    }

    void failed(RuntimeException reason) {
        done.completeExceptionally(reason);
    }

    /** Waits for the commit. Only a refusal of the facts, or the end of the server, is thrown. */
    @Nullable
    Object await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) throw reason;
            throw e;
        }
    }
}
