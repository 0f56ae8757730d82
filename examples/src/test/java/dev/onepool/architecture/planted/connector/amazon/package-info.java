/** The planted house: a connector whose one exception is used for something else. */
@NullMarked
package dev.onepool.architecture.planted.connector.amazon;

import org.jspecify.annotations.NullMarked;
