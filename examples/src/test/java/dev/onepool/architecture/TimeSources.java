package dev.onepool.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;

/** The ways to learn the time without being told: by call, and by method reference. */
final class TimeSources {

  private TimeSources() {}

  static ArchCondition<JavaClass> notReadTheTime() {
    return not("not ask the system for the time", TimeSources::tellsTheTime);
  }

  static ArchCondition<JavaClass> notUseTheStopwatch() {
    return not("not use the system's stopwatch",
        access -> is(access, System.class, "nanoTime"));
  }

  static ArchCondition<JavaClass> readTheTime() {
    return new ArchCondition<>("ask the system for the time") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getAccessesFromSelf().stream().noneMatch(TimeSources::tellsTheTime)) {
          events.add(SimpleConditionEvent.violated(type,
              "Class <" + type.getName() + "> does not, in " + type.getSourceCodeLocation()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> not(String description, Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(forbidden)
            .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
      }
    };
  }

  private static boolean tellsTheTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    List<String> parameters = parameters(access);
    return is(access, System.class, "currentTimeMillis")
        || owner.startsWith("java.time.") && name.equals("now") && !parameters.contains("java.time.Clock")
        || owner.equals("java.time.Clock")
            && (name.startsWith("system") || parameters.equals(List.of("java.time.ZoneId")))
        || owner.equals("java.time.InstantSource") && name.equals("system")
        || owner.equals("java.util.Date") && name.equals("<init>") && parameters.isEmpty()
        || owner.endsWith("Calendar") && name.equals("getInstance")
        || owner.equals("java.util.GregorianCalendar") && name.equals("<init>");
  }

  private static boolean is(JavaAccess<?> access, Class<?> owner, String name) {
    return access.getTargetOwner().isEquivalentTo(owner) && access.getTarget().getName().equals(name);
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }
}
