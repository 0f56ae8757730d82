package dev.onepool.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What outsiders see of a class, and which types they meet there. */
final class VisibleTypes {

  private VisibleTypes() {}

  /** Classes that an outsider can name: public, outside the internal packages, as all classes around them. */
  static DescribedPredicate<JavaClass> arePublic() {
    return DescribedPredicate.describe("are public outside the internal packages", VisibleTypes::isPublic);
  }

  static boolean isPublic(JavaClass type) {
    return isReachable(type) && !internal(type);
  }

  /** Returns whether the language lets another package name the class. */
  static boolean isReachable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(VisibleTypes::isReachable).orElse(true);
  }

  /** Holds for classes in whose visible members, supertypes and type variables only the JDK's types and ours stand. */
  static ArchCondition<JavaClass> nameOnlyTypesOf(String root) {
    return new ArchCondition<>("name only types of java and " + root + " in what outsiders see") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        report(type, "extends", Stream.concat(parents, bounds(type.getTypeParameters())), events);
        for (JavaField field : type.getFields()) {
          if (visible(field)) {
            report(type, "has the field " + field.getName() + " of", Stream.of(field.getType()), events);
          }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (visible(unit)) {
            report(type, "names in " + unit.getName(), types(unit), events);
          }
        }
      }

      private void report(JavaClass type, String where, Stream<JavaType> types, ConditionEvents events) {
        types.flatMap(found -> found.getAllInvolvedRawTypes().stream())
            .filter(found -> !allowed(found.getBaseComponentType(), root))
            .distinct()
            .forEach(found -> events.add(SimpleConditionEvent.violated(type, "Class <" + type.getName() + "> " + where
                + " <" + found.getName() + "> in " + type.getSourceCodeLocation())));
      }
    };
  }

  private static Stream<JavaType> types(JavaCodeUnit unit) {
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream(),
            bounds(unit.getTypeParameters()))
        .flatMap(types -> types);
  }

  private static Stream<JavaType> bounds(List<? extends JavaTypeVariable<?>> variables) {
    return variables.stream().flatMap(variable -> variable.getBounds().stream());
  }

  private static boolean visible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static boolean allowed(JavaClass type, String root) {
    String name = type.getName();
    // A data source is as much the JDK's as a connection is, whatever its package is called.
    return type.isPrimitive() || name.startsWith("java.") || name.equals("javax.sql.DataSource")
        || name.startsWith(root + ".") && !internal(type);
  }

  private static boolean internal(JavaClass type) {
    return (type.getPackageName() + ".").contains(".internal.");
  }
}
