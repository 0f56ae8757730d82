package dev.onepool.architecture.planted.connector.crowded;

/** Planted: public beside the provider. */
public final class CrowdedClient {}
