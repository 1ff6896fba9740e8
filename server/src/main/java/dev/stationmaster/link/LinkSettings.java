package dev.stationmaster.link;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stations connect, and the limits of one link and of one remote address; all of it needs a restart.
 *
 * @param path must stand before the identity; empty lets any path pass, for stations that add segments of their own (quirk Q5)
 * @param messageBytes largest message, also after inflating; a larger one closes the link with 1009
 * @param pingInterval silence after which a ping is sent; below the NAT time-out of mobile networks
 * @param silenceLimit silence after which a station that never answered a ping is given up (quirk Q15); one that did is given up after three ping intervals
 * @param unreadLimit how long a station may take not one byte of what was sent to it before it is given up
 * @param upgradeTimeout from the TCP connection to the end of the request headers, TLS handshake included
 * @param messagesPerSecond of one link, with bursts of twice as many; more pauses reading from it; 0 for no limit
 * @param connectionsPerAddress open at one time; generous, as many stations share one proxy
 * @param failuresPerAddress refused log-ins a minute before the address is answered 429
 * @param failuresPerIdentity refused log-ins a minute of one identity from one address before it is answered 429
 * @param opensPerStation successful log-ins a minute before the station is answered 429; one that reconnects in a tight loop is slowed (quirk Q18)
 * @param emptyUserAllowed whether Basic credentials with an empty user name count as those of the identity in the URL (quirk Q8)
 * @param outageLimit how long the database may be away before links are closed and upgrades answered 503
 * @param stopPatience how long a stopping server waits for messages in work and for closing links
 */
@ConfigurationProperties("stationmaster.link")
record LinkSettings(
        @DefaultValue("") String path,
        @DefaultValue("1048576") int messageBytes,
        @DefaultValue("60s") Duration pingInterval,
        @DefaultValue("660s") Duration silenceLimit,
        @DefaultValue("60s") Duration unreadLimit,
        @DefaultValue("30s") Duration upgradeTimeout,
        @DefaultValue("1000") int messagesPerSecond,
        @DefaultValue("25000") int connectionsPerAddress,
        @DefaultValue("6000") int failuresPerAddress,
        @DefaultValue("120") int failuresPerIdentity,
        @DefaultValue("300") int opensPerStation,
        @DefaultValue("false") boolean emptyUserAllowed,
        @DefaultValue("20s") Duration outageLimit,
        @DefaultValue("5s") Duration stopPatience) {}
