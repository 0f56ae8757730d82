package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Says which of the reported incidents that concern the ledger are played by a test: all of them. */
class ScenarioListTest {

  private static final List<Class<?>> CLASSES = List.of(RaceScenarios.class, BasketScenarios.class, HoldScenarios.class,
      BooksScenarios.class, ChannelScenarios.class, OrderScenarios.class, DeskScenarios.class,
      PostgresLockScenariosTest.class);

  private static final Pattern NUMBERED = Pattern.compile("t(\\d\\d)_\\w+");

  private static Set<Integer> required() {
    return Stream.of(IntStream.rangeClosed(1, 22), IntStream.of(31), IntStream.rangeClosed(37, 41),
        IntStream.rangeClosed(58, 66)).flatMap(IntStream::boxed).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> played() {
    return CLASSES.stream().flatMap(type -> Stream.of(type.getDeclaredMethods()))
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
  void required_areThirtySeven() {
    assertThat(required()).hasSize(37).contains(1, 22, 31, 37, 41, 58, 66);
  }
}
