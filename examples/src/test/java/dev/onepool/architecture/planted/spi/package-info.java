/** The planted house: what its connectors implement. */
@NullMarked
package dev.onepool.architecture.planted.spi;

import org.jspecify.annotations.NullMarked;
