/** The planted house: where SQL belongs. */
@NullMarked
package dev.onepool.architecture.planted.core.internal.store;

import org.jspecify.annotations.NullMarked;
