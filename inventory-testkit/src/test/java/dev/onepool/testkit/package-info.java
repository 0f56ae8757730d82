@NullMarked
package dev.onepool.testkit;

import org.jspecify.annotations.NullMarked;
