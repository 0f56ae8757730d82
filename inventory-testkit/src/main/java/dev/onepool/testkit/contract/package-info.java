/**
 * The connector kit: what a connector has to do, as tests that its author inherits.
 *
 * <p>An author describes the connector once, as a {@link dev.onepool.testkit.contract.Subject}: its provider, and a {@link
 * dev.onepool.testkit.contract.RemoteSide}, a fake of the marketplace that the kit can drive. Then one small test class extends
 * each contract:
 *
 * <ul>
 *   <li>{@link dev.onepool.testkit.contract.ProviderContract}: being found, being made, settings and secrets
 *   <li>{@link dev.onepool.testkit.contract.LifeContract}: closing, threads, deadlines, tokens, capabilities
 *   <li>{@link dev.onepool.testkit.contract.WritesContract}: quantities out
 *   <li>{@link dev.onepool.testkit.contract.TroubledWritesContract}: quantities out, while answers are lost, broken or late
 *   <li>{@link dev.onepool.testkit.contract.ReadingsContract}: shown quantities, listings, held stock, locations
 *   <li>{@link dev.onepool.testkit.contract.OrderFeedContract}: pages of orders
 *   <li>{@link dev.onepool.testkit.contract.OrderStatesContract}: what can happen to an order
 *   <li>{@link dev.onepool.testkit.contract.NotificationsContract}: notifications and queues of them
 *   <li>{@link dev.onepool.testkit.contract.ActionsContract}: telling the channel about orders, and its fulfilment service
 * </ul>
 *
 * <p>For the connector's own tests there are a {@link dev.onepool.testkit.contract.LocalServer} to build a fake marketplace on, and
 * {@link dev.onepool.testkit.contract.ScriptedSurroundings}, in which the test writes every answer.
 *
 * <p>Each test is a rule with an id that stays. Once all have run, a capability card is printed, and the certificate is
 * compared, or with {@code -Donepool.certificate=write} renewed; see {@link dev.onepool.testkit.contract.Certificate}.
 */
@NullMarked
package dev.onepool.testkit.contract;

import org.jspecify.annotations.NullMarked;
