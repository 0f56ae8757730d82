/** The planted house: the other half of the cycle. */
@NullMarked
package dev.onepool.architecture.planted.core.internal.blue;

import org.jspecify.annotations.NullMarked;
