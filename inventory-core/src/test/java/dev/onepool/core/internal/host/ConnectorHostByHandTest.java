package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.spi.ChannelConnectorProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorHostByHandTest {

  private static final ChannelId CHANNEL = ChannelId.of("my shop");

  @Test
  void of_oneInstanceTwice_isOne() {
    ChannelConnectorProvider amazon = new Providers.Amazon();

    assertThat(ConnectorHost.of(List.of(amazon, amazon)).problems()).isEmpty();
  }

  @Test
  void of_twoInstancesOfOneId_areDuplicates() {
    assertThat(ConnectorHost.of(List.of(new Providers.Amazon(), new Providers.Amazon())).problems())
        .singleElement().asString().contains("the same id \"amazon\"");
  }

  @Test
  void of_brokenProvider_isReportedAndNotThrown() {
    ConnectorHost host = ConnectorHost.of(List.of(new Providers.BlankId(), new Providers.Amazon()));

    assertThat(host.problems()).hasSize(1);
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void with_leavesTheFirstHostAsItWas() {
    ConnectorHost first = ConnectorHost.of(List.of());
    first.with(new Providers.Amazon());

    assertThat(first.problems(CHANNEL, "amazon", Map.of())).hasSize(1);
  }
}
