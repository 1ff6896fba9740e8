package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a TransactionEvent must say.
 *
 * @param verdict of the token shown, its present status (E01.FR.12, E05.FR.01); null when the answer holds no idTokenInfo
 */
public record EventAnswer(@Nullable Verdict verdict) {}
