package dev.stationmaster.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/** Takes out of a list what the caller may not know of. */
@FunctionalInterface
public interface PageFilter {
    /** The same page without what is not for the caller's eyes; it may become empty, and {@code next} stays. */
    Page<?> seen(Page<?> page, HttpServletRequest request);
}
