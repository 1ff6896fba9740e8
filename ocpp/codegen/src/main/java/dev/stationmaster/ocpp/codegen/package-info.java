/** Turns the official OCPP JSON schemas into the wire records and the rule tables of the library; runs at build time only. */
@NullMarked
package dev.stationmaster.ocpp.codegen;

import org.jspecify.annotations.NullMarked;
