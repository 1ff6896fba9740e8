package dev.stationmaster.command;

/** Display messages are reported under this number. */
public record MessagesAsked(int requestId) {}
