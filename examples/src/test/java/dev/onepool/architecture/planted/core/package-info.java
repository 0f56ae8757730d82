/** The planted house: its engine. */
@NullMarked
package dev.onepool.architecture.planted.core;

import org.jspecify.annotations.NullMarked;
