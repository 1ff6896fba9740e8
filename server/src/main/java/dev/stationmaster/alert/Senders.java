package dev.stationmaster.alert;

import org.springframework.stereotype.Component;

/** The ways out. */
@Component
record Senders(Webhook webhook, Mail mail) {}
