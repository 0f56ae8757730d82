/** The planted house: a connector that looks at what is not its business. */
@NullMarked
package dev.onepool.architecture.planted.connector.nosy;

import org.jspecify.annotations.NullMarked;
