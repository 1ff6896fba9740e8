/** What stations show to drivers: messages we want shown, and what stations say they hold. */
@NullMarked
package dev.stationmaster.display;

import org.jspecify.annotations.NullMarked;
