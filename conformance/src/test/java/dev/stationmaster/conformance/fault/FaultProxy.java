package dev.stationmaster.conformance.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stands between stations and server and is a bad network: it swallows, stalls, delays and cuts, as the test says. */
final class FaultProxy implements AutoCloseable {
    /** What becomes of bytes that go one way. */
    enum Way {
        /** They pass. */
        OPEN,
        /** They are read and thrown away, as on a path that has died without anybody being told. */
        SWALLOWED,
        /** They are not read: buffers fill. */
        STALLED,
        /** A few at a time, slowly. */
        TRICKLING
    }

    private static final int TRICKLE_BYTES = 64;
    private static final long TRICKLE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final URI target;
    private final ServerSocket door;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile Way up = Way.OPEN;
    private volatile Way down = Way.OPEN;

    private record Pair(Socket station, Socket server) {
        /** Without a FIN: the other side sees a reset, or nothing. */
        static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException gone) {
                return;
            }
        }
    }

    /** @param target of the connections; only host and port count */
    FaultProxy(URI target) {
        this.target = target;
        try {
            this.door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** The target's URL, by way of this proxy. */
    URI url() {
        return URI.create(target.getScheme() + "://127.0.0.1:" + door.getLocalPort() + target.getPath());
    }

    /** What becomes of bytes from stations, and of those to stations. */
    void let(Way fromStations, Way toStations) {
        up = fromStations;
        down = toStations;
    }

    /** Resets all connections on both sides. */
    void cut() {
        pairs.forEach(pair -> {
            Pair.reset(pair.station());
            Pair.reset(pair.server());
        });
    }

    /** Resets the stations' sides only; the server hears nothing of it and keeps sockets that are half open. */
    void cutHalf() {
        pairs.forEach(pair -> Pair.reset(pair.station()));
    }

    /** Connections of the server that are open. */
    long open() {
        return pairs.stream().filter(pair -> !pair.server().isClosed()).count();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket station = door.accept();
                Thread.startVirtualThread(() -> relay(station));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket station) {
        try {
            Socket server = new Socket(target.getHost(), target.getPort());
            server.setTcpNoDelay(true);
            station.setTcpNoDelay(true);
            Pair pair = new Pair(station, server);
            pairs.add(pair);
            Thread.startVirtualThread(() -> pump(pair, false));
            pump(pair, true);
        } catch (IOException refused) {
            Pair.reset(station);
        }
    }

    private void pump(Pair pair, boolean upwards) {
        Socket from = upwards ? pair.station() : pair.server();
        Socket to = upwards ? pair.server() : pair.station();
        byte[] buffer = new byte[16 * 1024];
        try {
            while (true) {
                Way way = upwards ? up : down;
                while (way == Way.STALLED && !from.isClosed()) {
                    LockSupport.parkNanos(TRICKLE_NANOS);
                    way = upwards ? up : down;
                }
                int most = way == Way.TRICKLING ? TRICKLE_BYTES : buffer.length;
                if (way == Way.TRICKLING) LockSupport.parkNanos(TRICKLE_NANOS);
                int n = from.getInputStream().read(buffer, 0, most);
                if (n < 0) break;
                way = upwards ? up : down;
                if (way != Way.SWALLOWED) to.getOutputStream().write(buffer, 0, n);
            }
            // The end of what the server said is told on; that of a station whose side was cut is not.
            Pair.reset(to);
        } catch (IOException gone) {
            // A side that was cut by the test stays half open; any other end goes on.
            if (!upwards || !pair.station().isClosed()) Pair.reset(to);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
