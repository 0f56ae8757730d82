package dev.onepool.architecture.planted.unmarked;

/** Planted: its package says nothing about null. */
final class Unmarked {

  private Unmarked() {}
}
