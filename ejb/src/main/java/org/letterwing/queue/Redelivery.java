package org.letterwing.queue;

import java.time.Duration;

/**
 * How often a mail is offered to a listener of an application.
 *
 * @param attempts at least 1; then the mail is a dead letter
 * @param interval between two attempts
 */
record Redelivery(int attempts, Duration interval) {}
