package dev.gather.rehearsal;

import dev.gather.source.GivenAnswer;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer as a case gives it.
 *
 * @param delay until it comes
 * @param fault what comes in its place
 * @param given the answer
 */
record ScriptedAnswer(Duration delay, Optional<Fault> fault, GivenAnswer given) {}
