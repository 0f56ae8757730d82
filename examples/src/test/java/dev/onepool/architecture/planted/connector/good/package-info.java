/** The planted house: a connector as it should be. */
@NullMarked
package dev.onepool.architecture.planted.connector.good;

import org.jspecify.annotations.NullMarked;
