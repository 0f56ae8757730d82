/**
 * The Shopify connector: translates between Onepool and Shopify's Admin GraphQL API, and nothing else.
 *
 * <p>A listing is an inventory item of the shop, named by its number; a channel is one shop and one of its locations.
 */
@NullMarked
package dev.onepool.connector.shopify;

import org.jspecify.annotations.NullMarked;
