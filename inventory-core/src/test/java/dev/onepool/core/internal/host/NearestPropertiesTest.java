package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class NearestPropertiesTest {

  @Property(tries = 200)
  void edits_areSymmetricAndBounded(
      @ForAll @AlphaChars @StringLength(max = 12) String one,
      @ForAll @AlphaChars @StringLength(max = 12) String other) {
    int edits = Nearest.edits(one, other);

    assertThat(edits).isEqualTo(Nearest.edits(other, one))
        .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
    assertThat(edits == 0).isEqualTo(one.equals(other));
  }
}
