package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

  @Test
  void text_keyOfSeveralLines_hidesEachLine() {
    Redaction redaction = new Redaction(List.of("-----BEGIN-----\nMIIEvQ\nIBADAN\n-----END-----\n"));

    assertThat(redaction.text("bad line MIIEvQ, then IBADAN")).isEqualTo("bad line ***, then ***");
  }

  @Test
  void text_secretWithinAnother_hidesBoth() {
    assertThat(new Redaction(List.of("abc", "abcdef", " ")).text("abcdef abc x")).isEqualTo("*** *** x");
  }

  @Test
  void text_secretAcrossTheCut_leavesNoPart() {
    Redaction redaction = new Redaction(List.of("0123456789"));
    RuntimeException thrown = new IllegalStateException("x".repeat(495) + "0123456789");

    assertThat(Text.described(thrown, redaction::text)).doesNotContain("0");
  }

  @Test
  void cause_cleanCause_isKept() {
    RuntimeException clean = new IllegalStateException("down", new IllegalArgumentException("why"));

    assertThat(new Redaction(List.of("s3cret")).cause(clean)).isSameAs(clean);
  }

  @Test
  void cause_secretDeepInTheChain_isCopiedWithoutIt() {
    Throwable thrown = new IllegalStateException("top", new IllegalArgumentException("was s3cret"));

    Throwable copy = new Redaction(List.of("s3cret")).cause(thrown);

    assertThat(ConnectorHostConnectTest.printed(copy)).contains("top", "was ***").doesNotContain("s3cret");
    assertThat(copy.getStackTrace()).isEqualTo(thrown.getStackTrace());
  }

  @Test
  void cause_causesInACircle_ends() {
    RuntimeException one = new IllegalStateException("s3cret one");
    one.initCause(new IllegalStateException("two", one));

    assertThat(ConnectorHostConnectTest.printed(new Redaction(List.of("s3cret")).cause(one))).doesNotContain("s3cret");
  }

  @Test
  void cause_throwableThatCannotBeRead_isNamed() {
    RuntimeException nasty = new IllegalStateException() {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new UnsupportedOperationException();
      }
    };

    assertThat(new Redaction(List.of()).cause(nasty)).hasMessage(nasty.getClass().getName());
  }
}
