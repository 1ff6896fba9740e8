/** Who is told of which problems: rules with a back-test, mails and signed webhooks that are tried until they arrive. */
@NullMarked
package dev.stationmaster.alert;

import org.jspecify.annotations.NullMarked;
