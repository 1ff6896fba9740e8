/** TLS of the stations' secure port: certificates, suites, and the self-made certificates of a first start. */
@NullMarked
package dev.stationmaster.link.tls;

import org.jspecify.annotations.NullMarked;
