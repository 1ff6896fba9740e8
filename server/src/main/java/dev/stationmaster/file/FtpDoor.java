package dev.stationmaster.file;

import dev.stationmaster.link.tls.StationTls;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import java.util.Map;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The door for stations that know FTP only (1.6 §8). Off unless a port is set. The FTP port also takes AUTH TLS; the FTPS port begins with TLS. Both
 * show the certificates of the stations' secure port.
 */
@Component
class FtpDoor implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FtpDoor.class);
    private static final int IDLE_SECONDS = 120;

    private final Settings settings;
    private final FileService files;
    private final StationTls tls;
    private @Nullable FtpServer server;
    private volatile boolean running;

    FtpDoor(Settings settings, FileService files, StationTls tls) {
        this.settings = settings;
        this.files = files;
        this.tls = tls;
    }

    @Override
    public void start() {
        running = true;
        int plain = settings.get(FileSettings.FTP_PORT);
        int secure = settings.get(FileSettings.FTPS_PORT);
        if (plain == 0 && secure == 0) return;
        var factory = new FtpServerFactory();
        factory.setUserManager(new FtpUsers(files));
        factory.setFileSystem(user -> new FtpView(files, ((FtpUsers.GrantUser) user).grant()));
        factory.setFtplets(Map.of("files", new FtpOutcomes(files)));
        var limits = new ConnectionConfigFactory();
        limits.setAnonymousLoginEnabled(false);
        limits.setMaxLoginFailures(3);
        limits.setMaxLogins(500);
        limits.setMaxThreads(64);
        factory.setConnectionConfig(limits.createConnectionConfig());
        factory.getListeners().clear();
        try {
            if (plain > 0) factory.addListener("ftp", listener(plain, false));
            if (secure > 0) factory.addListener("ftps", listener(secure, true));
            FtpServer opening = factory.createServer();
            opening.start();
            server = opening;
            log.info("event=listening ftpPort={} ftpsPort={}", plain, secure);
        } catch (FtpException | FtpServerConfigurationException | IllegalArgumentException e) {
            throw new StartRefused("the FTP ports cannot be opened (ftpPort, ftpsPort, ftpPassivePorts)", e);
        }
    }

    private Listener listener(int port, boolean secure) {
        var certificates = new FtpTls(tls);
        var data = new DataConnectionConfigurationFactory();
        data.setPassivePorts(settings.get(FileSettings.FTP_PASSIVE_PORTS));
        String external = settings.get(FileSettings.FTP_EXTERNAL_ADDRESS);
        if (!external.isBlank()) data.setPassiveExternalAddress(external.strip());
        // A station connects to where the server says; the server must not be sent anywhere.
        data.setActiveIpCheck(true);
        data.setSslConfiguration(certificates);
        data.setImplicitSsl(secure);
        var listener = new ListenerFactory();
        listener.setPort(port);
        listener.setIdleTimeout(IDLE_SECONDS);
        listener.setSslConfiguration(certificates);
        listener.setImplicitSsl(secure);
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return listener.createListener();
    }

    @Override
    public void stop() {
        if (server != null) server.stop();
        server = null;
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
