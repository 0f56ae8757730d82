package dev.onepool.architecture.planted.connector.good;

import com.fasterxml.jackson.databind.JsonNode;

/** Innocent: a connector may use Jackson, and may nest what it likes in what it hides. */
interface Hidden {

  /** Innocent: public only to who can see the interface. */
  record Answer(JsonNode body) {}
}
