/** What was changed and commanded over the API, by whom, from where, before and after; and who logged in. It only grows. */
@NullMarked
package dev.stationmaster.audit;

import org.jspecify.annotations.NullMarked;
