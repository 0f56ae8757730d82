/** The planted house: a connector with two providers. */
@NullMarked
package dev.onepool.architecture.planted.connector.twin;

import org.jspecify.annotations.NullMarked;
