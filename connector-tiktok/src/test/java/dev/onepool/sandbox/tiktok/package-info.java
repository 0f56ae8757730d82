/**
 * A local TikTok Shop: a stateful shop that speaks the Partner Open API on a loopback address, for tests, the demo and
 * simulations. It takes its time from a clock that it is given, sells only what it shows, applies writes and shows orders as late
 * as it is told, checks signatures, and refuses what TikTok refuses.
 */
@NullMarked
package dev.onepool.sandbox.tiktok;

import org.jspecify.annotations.NullMarked;
