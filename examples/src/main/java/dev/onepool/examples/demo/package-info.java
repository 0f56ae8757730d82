/**
 * The demo: it sells one pool of stock through five channels and sets Onepool beside what sellers do without it.
 *
 * <p>{@link dev.onepool.examples.demo.Demo} reads the options and prints the result. Orders come from an
 * {@code OrderFile} or from {@code SyntheticOrders} and become a {@code Workload}; each {@code Contender} sells the
 * same workload in its own {@code Market} and hands back an {@code Outcome}. {@code ReplayCommand} sells the same orders under
 * several policies of the engine's, and {@code PlanCommand} plans from them.
 */
@NullMarked
package dev.onepool.examples.demo;

import org.jspecify.annotations.NullMarked;
