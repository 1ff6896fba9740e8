package dev.stationmaster.file;

import dev.stationmaster.link.tls.StationTls;
import io.netty.handler.ssl.JdkSslContext;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;

/** TLS of the FTP ports: the same certificates as the stations' secure port. */
final class FtpTls implements SslConfiguration {
    private final StationTls tls;

    FtpTls(StationTls tls) {
        this.tls = tls;
    }

    @Override
    public SSLContext getSSLContext() {
        return ((JdkSslContext) tls.context()).context();
    }

    @Override
    public SSLContext getSSLContext(@Nullable String protocol) {
        return getSSLContext();
    }

    @Override
    public SSLSocketFactory getSocketFactory() {
        return getSSLContext().getSocketFactory();
    }

    @Override
    public String @Nullable [] getEnabledCipherSuites() {
        return null;
    }

    @Override
    public String getEnabledProtocol() {
        return "TLSv1.2";
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[] {"TLSv1.2", "TLSv1.3"};
    }

    @Override
    public ClientAuth getClientAuth() {
        return ClientAuth.NONE;
    }
}
