package dev.stationmaster.command;

/** What a station answered to a request for a log: the name of the file that it is going to bring. */
public record NamedFile(String name) {}
