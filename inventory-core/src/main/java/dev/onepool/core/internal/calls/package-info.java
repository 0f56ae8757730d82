/** What all connectors share to call their channels: the transport, the access tokens and the budgets. Internal. */
@NullMarked
package dev.onepool.core.internal.calls;

import org.jspecify.annotations.NullMarked;
