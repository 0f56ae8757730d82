package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Says which of the reported incidents that concern numbers on channels are played by a test: all of them. */
class WriteScenarioListTest {

  private static final Pattern NUMBERED = Pattern.compile("t(\\d\\d)_\\w+");

  private static Set<Integer> required() {
    return Stream.of(IntStream.rangeClosed(42, 48), IntStream.of(57), IntStream.rangeClosed(69, 72))
        .flatMap(IntStream::boxed).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> played() {
    return Stream.of(ChannelWriteScenariosTest.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName).map(NUMBERED::matcher).filter(Matcher::matches)
        .map(matcher -> Integer.valueOf(matcher.group(1))).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyIncident_isPlayed() {
    Set<Integer> missing = required();
    missing.removeAll(played());

    assertThat(missing).as("numbers of incidents that no test plays").isEmpty();
  }

  @Test
  void required_areTwelve() {
    assertThat(required()).hasSize(12).contains(42, 48, 57, 69, 72);
  }
}
