/** The planted house: its kit. */
@NullMarked
package dev.onepool.architecture.planted.testkit;

import org.jspecify.annotations.NullMarked;
