/** The planted house: a connector with two public classes. */
@NullMarked
package dev.onepool.architecture.planted.connector.crowded;

import org.jspecify.annotations.NullMarked;
