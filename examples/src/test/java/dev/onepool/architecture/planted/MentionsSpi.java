package dev.onepool.architecture.planted;

import dev.onepool.architecture.planted.spi.Plug;

/** Planted: the api names the spi. */
final class MentionsSpi {

  private MentionsSpi() {}

  static boolean isPlug(Object any) {
    return any instanceof Plug;
  }
}
