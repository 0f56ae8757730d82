/**
 * The rules of the house as tests: {@link dev.onepool.architecture.ArchitectureTest} holds the modules to them, and
 * {@link dev.onepool.architecture.PlantedViolationsTest} shows that each of them can go red.
 */
@NullMarked
package dev.onepool.architecture;

import org.jspecify.annotations.NullMarked;
