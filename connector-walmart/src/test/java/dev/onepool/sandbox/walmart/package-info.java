/**
 * A local Walmart: a stateful marketplace that speaks the Marketplace API on a loopback address, for tests, the demo and
 * simulations. It takes its time from a clock that it is given, sells only what it shows, keeps its unshipped orders' units aside,
 * applies writes and shows orders as late as it is told, holds to the documented limits, and refuses what Walmart refuses.
 */
@NullMarked
package dev.onepool.sandbox.walmart;

import org.jspecify.annotations.NullMarked;
