package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.core.internal.host.ConnectorHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Simulations speak of RIGHTS, so their connectors must be certified. */
class SimulatedPromiseTest {

  @Test
  void simulatedChannel_isCertified() {
    assertThat(ConnectorHost.of(List.of(new SimulatedChannelProvider())).uncertified("simulated")).isNull();
  }

  @Test
  void worldOfASimulation_isCertified() {
    assertThat(ConnectorHost.of(List.of(new Seller.Provider(Map.of()))).uncertified("world")).isNull();
  }
}
