package dev.onepool.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullMarked;

/** Which classes are public, and what they and their packages must be. */
final class PublicTypes {

  private PublicTypes() {}

  /** Holds if, of all classes checked, this one is public with what is nested in it, and no other. */
  static ArchCondition<JavaClass> beOnlyThisOne(String name) {
    return new GatheringCondition("have " + name + " as the one public class", (gathered, events) -> {
      List<JavaClass> open = gathered.stream()
          .filter(type -> VisibleTypes.isPublic(type) && type.isTopLevelClass())
          .toList();
      open.stream()
          .filter(type -> !type.getName().equals(name))
          .forEach(type -> events.violated(type, "is public too"));
      if (open.stream().noneMatch(type -> type.getName().equals(name))) {
        gathered.forEach(type -> events.violated(type, "stands there without a public " + name));
      }
    });
  }

  /** Holds if every package right below this one, with its subpackages, has at most one public class, a provider. */
  static ArchCondition<JavaClass> beOneProviderBelow(String parent, String provider) {
    return new GatheringCondition("have at most one public class each, a provider", (gathered, events) -> {
      Map<String, List<JavaClass>> open = new TreeMap<>();
      for (JavaClass type : gathered) {
        if (VisibleTypes.isReachable(type)) {
          String connector = type.getPackageName().substring(parent.length() + 1).split("\\.")[0];
          open.computeIfAbsent(connector, key -> new ArrayList<>()).add(type);
        }
      }
      open.forEach((connector, types) -> types.forEach(type -> {
        if (!type.isAssignableTo(provider)) {
          events.violated(type, "is public and no " + provider);
        } else if (types.stream().filter(other -> other.isAssignableTo(provider)).count() > 1) {
          events.violated(type, "is not the only provider of " + connector);
        }
      }));
    });
  }

  /** Holds for classes whose package has a {@code package-info} with {@link NullMarked}. */
  static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().tryGetPackageInfo()
            .map(info -> info.isAnnotatedWith(NullMarked.class))
            .orElse(false);
        if (!marked) {
          new Report(events).violated(type, "lives in " + type.getPackageName() + ", which is not @NullMarked");
        }
      }
    };
  }

  /** Holds for classes that nobody can extend by chance, and for the one that is documented to be extended. */
  static ArchCondition<JavaClass> beClosedOr(String extendable) {
    return new ArchCondition<>("be final, sealed or an interface, but for " + extendable) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
            || type.isInterface() || type.isEnum() || type.isSealed();
        if (!closed && !type.getName().equals(extendable)) {
          new Report(events).violated(type, "can be extended");
        }
      }
    };
  }

  private record Report(ConditionEvents events) {
    void violated(JavaClass type, String how) {
      events.add(SimpleConditionEvent.violated(type,
          "Class <" + type.getName() + "> " + how + " in " + type.getSourceCodeLocation()));
    }
  }

  /** Looks at all classes together, after the last was seen. */
  private static final class GatheringCondition extends ArchCondition<JavaClass> {
    private final List<JavaClass> gathered = new ArrayList<>();
    private final BiConsumer<List<JavaClass>, Report> judge;

    GatheringCondition(String description, BiConsumer<List<JavaClass>, Report> judge) {
      super(description);
      this.judge = judge;
    }

    @Override
    public void init(Collection<JavaClass> all) {
      gathered.clear();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      gathered.add(type);
    }

    @Override
    public void finish(ConditionEvents events) {
      judge.accept(gathered, new Report(events));
    }
  }
}
