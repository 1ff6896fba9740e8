package dev.stationmaster.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Hands one request for a file from the stations' secure port to the file service, which listens on the console's port of this machine, and its answer back.
 * One request a connection: nothing else of the console can be reached this way. Everything happens on the event loop of the station's connection.
 */
final class FileRelay extends ChannelInboundHandlerAdapter {
    private static final String PATH = "/files/";

    private static final int SILENCE_SECONDS = 120;

    private final Queue<Object> early = new ArrayDeque<>();
    private @Nullable Channel back;
    private boolean whole;

    /** Whether that is a file's address, without any way out of the folder of files. */
    static boolean wants(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return uri.startsWith(PATH)
                && !lower.contains("..")
                && !lower.contains("%2e")
                && !lower.contains("%2f")
                && !lower.contains("%5c");
    }

    /** Takes the connection over. @param port of the file service on this machine */
    static void take(ChannelHandlerContext context, HttpRequest request, int port) {
        var relay = new FileRelay();
        var pipeline = context.pipeline();
        pipeline.addLast(new IdleStateHandler(0, 0, SILENCE_SECONDS));
        pipeline.addLast(relay);
        relay.begin(context.channel(), request, port);
        pipeline.remove(UpgradeHandler.class);
    }

    private void begin(Channel front, HttpRequest request, int port) {
        front.config().setAutoRead(false);
        if (HttpUtil.is100ContinueExpected(request)) {
            request.headers().remove(HttpHeaderNames.EXPECT);
            front.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
        request.headers().set(HttpHeaderNames.CONNECTION, "close");
        early.add(request);
        new Bootstrap()
                .group(front.eventLoop())
                .channel(front instanceof EpollSocketChannel ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec());
                        channel.pipeline().addLast(new Back(front));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        LinkOpening.respond(
                                front, HttpResponseStatus.SERVICE_UNAVAILABLE, "the file service cannot be reached");
                        return;
                    }
                    back = connected.channel();
                    for (Object message; (message = early.poll()) != null; ) back.write(message);
                    back.flush();
                    front.config().setAutoRead(true);
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (whole) {
            ReferenceCountUtil.release(message);
            return;
        }
        whole = message instanceof LastHttpContent;
        Channel to = back;
        if (to == null) {
            early.add(message);
        } else {
            to.writeAndFlush(message);
            context.channel().config().setAutoRead(to.isWritable());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (back != null) back.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (Object message; (message = early.poll()) != null; ) ReferenceCountUtil.release(message);
        if (back != null) back.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** The side of the file service. */
    private static final class Back extends ChannelInboundHandlerAdapter {
        private final Channel front;
        private boolean interim;

        Back(Channel front) {
            this.front = front;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse response)
                interim = response.status().codeClass() == io.netty.handler.codec.http.HttpStatusClass.INFORMATIONAL;
            var written = front.writeAndFlush(message);
            if (message instanceof LastHttpContent && !interim) written.addListener(ChannelFutureListener.CLOSE);
            context.channel().config().setAutoRead(front.isWritable());
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            front.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            front.eventLoop().execute(() -> {
                if (front.isActive())
                    front.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
