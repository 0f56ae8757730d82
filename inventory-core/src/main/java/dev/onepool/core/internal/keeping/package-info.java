/** Looks after the books: audits them, closes periods, verifies what was archived. */
@NullMarked
package dev.onepool.core.internal.keeping;

import org.jspecify.annotations.NullMarked;
