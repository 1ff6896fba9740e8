package dev.stationmaster.ocpp.codegen;

import java.util.SortedMap;

/**
 * Everything the schemas of one version define.
 *
 * @param types   by record name
 * @param actions by action name; the record names of request and response, the response empty for an unanswered message
 */
record SchemaSet(String version, SortedMap<String, TypeDef> types, SortedMap<String, Action> actions) {
    record Action(String request, String response) {}
}
