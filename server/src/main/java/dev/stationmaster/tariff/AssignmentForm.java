package dev.stationmaster.tariff;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who pays a tariff, as a person writes it: one of site, station, station with evse, or group.
 *
 * @param group of tokens
 * @param tariff its id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignmentForm(
        @Nullable String site,
        @Nullable String station,
        @Nullable Integer evse,
        @Nullable String group,
        @Nullable String tariff) {}
