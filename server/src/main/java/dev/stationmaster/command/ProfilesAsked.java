package dev.stationmaster.command;

/** Under which number a station was asked for its charging profiles. */
public record ProfilesAsked(int requestId) {}
