package dev.stationmaster.protocol;

/**
 * One row of the list of messages that stations may send: the action, its wire record, and the method that translates it.
 *
 * @param action as in the CALL, without {@code Request}
 * @param request the wire record it is decoded into
 * @param handler calls one method of one service
 */
public record Binding<Q, A>(String action, Class<Q> request, Handler<Q, A> handler) {
    @FunctionalInterface
    public interface Handler<Q, A> {
        Reply<A> handle(Caller caller, Q request);
    }

    public static <Q, A> Binding<Q, A> binding(String action, Class<Q> request, Handler<Q, A> handler) {
        return new Binding<>(action, request, handler);
    }
}
