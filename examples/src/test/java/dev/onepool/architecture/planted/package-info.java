/** A small house with planted violations, and beside each a neighbour that does it right. */
@NullMarked
package dev.onepool.architecture.planted;

import org.jspecify.annotations.NullMarked;
