/** Positions for showing, which may be out of date. Nothing that decides may look in here. */
@NullMarked
package dev.onepool.core.internal.reading;

import org.jspecify.annotations.NullMarked;
