package dev.onepool.architecture.planted;

import java.util.List;

/** Innocent: closed, and only types of the JDK. */
public record GoodValue(List<String> names) {}
