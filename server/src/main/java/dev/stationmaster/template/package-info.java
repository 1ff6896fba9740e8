/** What the configuration of many stations is to be, and how far they are from it. */
@NullMarked
package dev.stationmaster.template;

import org.jspecify.annotations.NullMarked;
