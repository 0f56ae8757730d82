package dev.onepool.examples.cornershop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.testkit.contract.WritesContract;
import org.junit.jupiter.api.Test;

/** What comes with the kit, seen by a module that names no more than the kit and a JUnit engine. */
class KitDependencyTest {

  @Test
  void kit_bringsItsContracts_andNoJqwik() {
    ClassLoader loader = getClass().getClassLoader();
    assertThat(loader.getResource(name(WritesContract.class.getName()))).isNotNull();
    assertThat(loader.getResource(name("org.assertj.core.api.Assertions"))).isNotNull();
    assertThat(loader.getResource(name("net.jqwik.api.Property"))).isNull();
  }

  private static String name(String type) {
    return type.replace('.', '/') + ".class";
  }
}
