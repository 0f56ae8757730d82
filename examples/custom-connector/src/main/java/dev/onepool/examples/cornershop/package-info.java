/** A connector for a shop that has a web service of its own; {@code docs/writing-a-connector.md} walks through it. */
@NullMarked
package dev.onepool.examples.cornershop;

import org.jspecify.annotations.NullMarked;
