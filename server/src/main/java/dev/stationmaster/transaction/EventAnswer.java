package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a TransactionEvent must say.
 *
 * @param verdict of the token shown, its present status (E01.FR.12, E05.FR.01); null when the answer holds no idTokenInfo
 * @param transaction the one that the event was taken for
 */
public record EventAnswer(@Nullable Verdict verdict, UUID transaction) {}
