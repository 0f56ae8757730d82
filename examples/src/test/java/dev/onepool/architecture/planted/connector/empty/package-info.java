/** The planted house: a connector whose protocol is not written. */
@NullMarked
package dev.onepool.architecture.planted.connector.empty;

import org.jspecify.annotations.NullMarked;
