/**
 * What an allocation policy has to do, as tests that its author inherits: {@link
 * dev.onepool.testkit.policy.AllocationPolicyContract}.
 */
@NullMarked
package dev.onepool.testkit.policy;

import org.jspecify.annotations.NullMarked;
