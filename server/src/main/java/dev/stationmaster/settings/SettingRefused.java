package dev.stationmaster.settings;

/** A setting that does not exist, or a value that breaks its rule; the message says what was expected. */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    SettingRefused(String key, String message) {
        super(message);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
