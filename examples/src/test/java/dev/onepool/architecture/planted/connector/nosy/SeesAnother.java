package dev.onepool.architecture.planted.connector.nosy;

import dev.onepool.architecture.planted.connector.crowded.CrowdedClient;

/** Planted: a connector knows another. */
final class SeesAnother {

  private SeesAnother() {}

  static CrowdedClient client() {
    return new CrowdedClient();
  }
}
