/** The planted house: its programs, which may print and measure. */
@NullMarked
package dev.onepool.architecture.planted.examples;

import org.jspecify.annotations.NullMarked;
