package dev.onepool.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of a contract. Its method cannot be overridden, so that no connector leaves a rule out. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@interface Rule {

  /** Returns what names the rule in cards, failures and certificates; it never changes. */
  String id();

  /** Returns the rule, in one sentence. */
  String says();
}
