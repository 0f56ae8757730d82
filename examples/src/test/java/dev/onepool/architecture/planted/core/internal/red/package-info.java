/** The planted house: one half of a cycle. */
@NullMarked
package dev.onepool.architecture.planted.core.internal.red;

import org.jspecify.annotations.NullMarked;
