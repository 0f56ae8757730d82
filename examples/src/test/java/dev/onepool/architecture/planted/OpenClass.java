package dev.onepool.architecture.planted;

/** Planted: anybody can extend it. */
public class OpenClass {}
