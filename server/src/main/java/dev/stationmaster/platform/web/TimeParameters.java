package dev.stationmaster.platform.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Times in query parameters: with Z or an offset, and of a year that can be stored. */
@Configuration(proxyBeanMethods = false)
class TimeParameters implements WebMvcConfigurer {
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, TimeParameters::time);
    }

    private static Instant time(String text) {
        // A plus sign that was not encoded arrives as a blank.
        var time = OffsetDateTime.parse(text.replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC);
        if (time.getYear() < 1 || time.getYear() > 9999) throw new IllegalArgumentException("year " + time.getYear());
        return time.toInstant();
    }
}
