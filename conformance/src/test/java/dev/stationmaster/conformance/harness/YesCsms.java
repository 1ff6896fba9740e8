package dev.stationmaster.conformance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that merely says yes: it lets everybody in, answers every CALL with success, remembers nothing and sends nothing. A case that passes
 * here asks no more than an answer.
 */
public final class YesCsms implements Csms {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel sockets;
    private final HttpServer api;

    public YesCsms() {
        try {
            api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api.createContext("/api/v1", YesCsms::agree);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.start();
        sockets = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .subprotocols("*")
                                        .build()))
                                .addLast(new Agreeing());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private static void agree(HttpExchange exchange) throws IOException {
        byte[] body = """
                {"items":[],"status":"Accepted","state":"answered","result":{"status":"Accepted"},"exchanges":[]}""".getBytes(StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        boolean created = exchange.getRequestMethod().equals("POST") && path.matches(".*/(stations|tokens)");
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(created ? 201 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static final class Agreeing extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            JsonNode call = JSON.readTree(frame.text());
            if (call.get(0).asInt() != 2) return;
            String answer = success(call.get(2).asString());
            context.writeAndFlush(new TextWebSocketFrame("[3," + call.get(1) + "," + answer + "]"));
        }

        private static String success(String action) {
            return switch (action) {
                case "BootNotification" ->
                    "{\"status\":\"Accepted\",\"interval\":300,\"currentTime\":\"" + Instant.now() + "\"}";
                case "Heartbeat" -> "{\"currentTime\":\"" + Instant.now() + "\"}";
                case "Authorize" ->
                    "{\"idTagInfo\":{\"status\":\"Accepted\"},\"idTokenInfo\":{\"status\":\"Accepted\"}}";
                case "StartTransaction" -> "{\"transactionId\":1,\"idTagInfo\":{\"status\":\"Accepted\"}}";
                case "TransactionEvent" -> "{\"idTokenInfo\":{\"status\":\"Accepted\"}}";
                case "DataTransfer", "SignCertificate" -> "{\"status\":\"Accepted\"}";
                default -> "{}";
            };
        }
    }

    @Override
    public URI stationUrl() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) sockets.localAddress()).getPort() + "/ocpp");
    }

    /** It has no TLS; whoever tries, fails. */
    @Override
    public URI secureStationUrl() {
        return URI.create("wss://localhost:" + ((InetSocketAddress) sockets.localAddress()).getPort() + "/ocpp");
    }

    @Override
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/api/v1");
    }

    @Override
    public String apiToken() {
        return "yes";
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(250);
    }

    @Override
    public void close() {
        api.stop(0);
        sockets.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
