package dev.onepool.architecture.planted.spi;

/** Innocent: stands for the real one. */
public interface ChannelConnectorProvider {

  /** Innocent. */
  String id();
}
