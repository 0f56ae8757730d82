package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ChannelFulfilment.Address;
import dev.onepool.ChannelFulfilment.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelFulfilmentTest {

  private static final ListingId MUG = ListingId.of("MUG");
  private static final Address ADDRESS = new Address("Ada", List.of("1 Road"), "London", null, "N1", "GB", null);

  @ParameterizedTest
  @ValueSource(strings = {"S", "1234567890123456789012345678901234567890"})
  void shipment_idOf1To40Characters_isTaken(String id) {
    assertThat(shipment(id, Map.of(MUG, 1L)).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "12345678901234567890123456789012345678901"})
  void shipment_anotherId_isRefusedWithTheId(String id) {
    assertThatThrownBy(() -> shipment(id, Map.of(MUG, 1L)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"" + id + "\"");
  }

  @Test
  void shipment_ofNothing_isRefused() {
    assertThatThrownBy(() -> shipment("S", Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shipment("S", Map.of(MUG, 0L)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("MUG=0");
  }

  private static Shipment shipment(String id, Map<ListingId, Long> units) {
    return new Shipment(id, Instant.EPOCH, units, ADDRESS);
  }
}
