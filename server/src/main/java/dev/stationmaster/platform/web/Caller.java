package dev.stationmaster.platform.web;

/** Who calls; every authentication of a request is one. */
public interface Caller {
    /** What the caller's changes are attributed to. */
    String getName();

    /** How the caller proved who he is: password, oidc or token. */
    String via();

    Scope scope();
}
