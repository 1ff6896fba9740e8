package dev.stationmaster.operator;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords of people: Argon2id, which costs memory and time on purpose, so that two at a time are looked at. */
@Component
class Passwords {
    static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, ROUNDS);
    private final Semaphore turns = new Semaphore(2, true);
    /** Compared with when nobody has that name, so that a wrong name takes as long as a wrong password. */
    private final String nobodys = encoder.encode(Secrets.generate());

    /** Null when it may be used. */
    static @Nullable FieldProblem problem(String field, String name, @Nullable String password) {
        if (password == null || password.length() < SHORTEST || password.length() > LONGEST) {
            return new FieldProblem(
                    field, "length 12..200", field + " must be: 12 to 200 characters; several words are fine.");
        }
        if (password.equalsIgnoreCase(name) || password.chars().distinct().count() < 4) {
            return new FieldProblem(field, "guessable", field + " must be: something that is not guessed at once.");
        }
        return null;
    }

    String hash(String password) {
        return turn(() -> String.valueOf(encoder.encode(password)));
    }

    /** @param hash null when there is none; that takes as long */
    boolean matches(String password, @Nullable String hash) {
        boolean same = turn(() -> encoder.matches(password, hash == null ? nobodys : hash));
        return same && hash != null;
    }

    private <T> T turn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
