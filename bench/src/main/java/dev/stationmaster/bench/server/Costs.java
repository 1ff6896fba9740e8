package dev.stationmaster.bench.server;

/**
 * What server and PostgreSQL had used at one moment, or between two.
 *
 * @param nanos of the wall clock
 * @param serverMicros CPU of the server
 * @param postgresMicros CPU of all processes of PostgreSQL
 * @param commits of the server's database, the message log's among them
 * @param ledgerCommits of the ledger
 * @param walBytes written
 */
public record Costs(
        long nanos, double serverMicros, double postgresMicros, long commits, long ledgerCommits, long walBytes) {
    public Costs since(Costs before) {
        return new Costs(
                nanos - before.nanos,
                serverMicros - before.serverMicros,
                postgresMicros - before.postgresMicros,
                commits - before.commits,
                ledgerCommits - before.ledgerCommits,
                walBytes - before.walBytes);
    }
}
