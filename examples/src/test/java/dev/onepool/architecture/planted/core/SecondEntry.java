package dev.onepool.architecture.planted.core;

/** Planted: a second public class. */
public final class SecondEntry {}
