package dev.stationmaster.ledger;

/**
 * Something that must be durable before its station is answered. A fact sets values or inserts rows; it never increments, so that writing it
 * twice is writing it once.
 *
 * @param <R> what the database has to say about it (for example the row that was there already); {@code Void} when nothing
 */
public interface Fact<R> {}
