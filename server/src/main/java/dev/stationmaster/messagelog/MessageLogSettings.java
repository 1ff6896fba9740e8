package dev.stationmaster.messagelog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what was said is kept. Each of these needs a restart.
 *
 * @param enabled false stores no exchanges; findings are counted all the same
 * @param keepDays days of exchanges kept before today, at least 1
 * @param keepMegabytes the oldest days go when the log takes more on disk; a day that alone takes more is not continued
 */
@ConfigurationProperties("stationmaster.messagelog")
record MessageLogSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30") int keepDays,
        @DefaultValue("10240") long keepMegabytes) {
    MessageLogSettings {
        if (keepDays < 1) throw new IllegalArgumentException("stationmaster.messagelog.keep-days is at least 1");
        if (keepMegabytes < 10)
            throw new IllegalArgumentException("stationmaster.messagelog.keep-megabytes is at least 10");
    }

    long keepBytes() {
        return keepMegabytes * 1024 * 1024;
    }
}
