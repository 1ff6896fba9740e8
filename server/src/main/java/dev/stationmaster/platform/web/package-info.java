/** What every REST resource shares: problems, pages, and the web server's manners. */
@NullMarked
package dev.stationmaster.platform.web;

import org.jspecify.annotations.NullMarked;
