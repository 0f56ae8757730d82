/**
 * The engine. {@link dev.onepool.core.Onepool} is the way in; everything else is internal.
 */
@NullMarked
package dev.onepool.core;

import org.jspecify.annotations.NullMarked;
