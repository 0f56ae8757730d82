/** The planted house: what nothing that decides may look at. */
@NullMarked
package dev.onepool.architecture.planted.core.internal.reading;

import org.jspecify.annotations.NullMarked;
