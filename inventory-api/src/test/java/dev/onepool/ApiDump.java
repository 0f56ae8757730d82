package dev.onepool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what outsiders can see of compiled classes, one sorted line for each type and member. Every line names its
 * type, so that a difference can be read line by line.
 *
 * <p>A record's components stand in its own line; its canonical constructor and accessors follow from them and are left
 * out, and so are the methods that every object has.
 */
final class ApiDump {

  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private final Set<String> lines = new TreeSet<>();

  private ApiDump() {}

  /** Returns the dump of all public classes below a folder of compiled classes. */
  static List<String> of(Path classes) {
    ApiDump dump = new ApiDump();
    try (Stream<Path> files = Files.walk(classes)) {
      files.map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(ApiDump::visible)
          .forEach(dump::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(dump.lines);
  }

  private static Class<?> load(String path) {
    String name = path.replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name, false, ApiDump.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("compiled, but not on the class path: " + name, e);
    }
  }

  private static boolean visible(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getDeclaringClass()) {
      if (!visible(at.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic();
  }

  private static boolean visible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void add(Class<?> type) {
    lines.add(header(type));
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers()) && !field.isSynthetic()) {
        add(type, modifiers(field.getModifiers()) + field.getName() + ": " + name(field.getAnnotatedType())
            + constant(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers()) && !constructor.isSynthetic() && !canonical(type, constructor)) {
        add(type, modifiers(constructor.getModifiers()) + "new" + signature(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers()) && !method.isSynthetic() && !understood(type, method)) {
        String kind = method.isDefault() ? "default " : modifiers(method.getModifiers());
        add(type, kind + method.getName() + signature(method) + ": " + name(method.getAnnotatedReturnType()));
      }
    }
  }

  private void add(Class<?> type, String member) {
    lines.add(type.getTypeName().replace('$', '.') + " | " + member);
  }

  private static String header(Class<?> type) {
    StringBuilder line = new StringBuilder(type.getTypeName().replace('$', '.')).append(" = ");
    line.append(kind(type)).append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      line.append(Arrays.stream(type.getRecordComponents())
          .map(component -> name(component.getAnnotatedType()) + " " + component.getName())
          .collect(Collectors.joining(", ", "(", ")")));
    }
    if (type.getSuperclass() != null && !type.isRecord() && !type.isEnum() && type.getSuperclass() != Object.class) {
      line.append(" extends ").append(name(type.getAnnotatedSuperclass()));
    }
    if (type.getInterfaces().length > 0) {
      line.append(type.isInterface() ? " extends " : " implements ").append(names(type.getAnnotatedInterfaces()));
    }
    if (type.isSealed()) {
      line.append(Arrays.stream(type.getPermittedSubclasses())
          .map(ApiDump::name)
          .sorted()
          .collect(Collectors.joining(", ", " permits ", "")));
    }
    return line.toString();
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isEnum()) {
      return "enum";
    }
    if (type.isRecord()) {
      return "record";
    }
    String form = type.isInterface() ? "interface" : modifiers(type.getModifiers()) + "class";
    return (type.isSealed() ? "sealed " : "") + form;
  }

  /** Says what matters to a caller; "public" is understood. */
  private static String modifiers(int modifiers) {
    return (Modifier.isProtected(modifiers) ? "protected " : "")
        + (Modifier.isStatic(modifiers) ? "static " : "")
        + (Modifier.isAbstract(modifiers) ? "abstract " : "")
        + (Modifier.isFinal(modifiers) ? "final " : "");
  }

  private static boolean canonical(Class<?> type, Constructor<?> constructor) {
    return type.isRecord() && Arrays.equals(constructor.getParameterTypes(),
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  private static boolean understood(Class<?> type, Method method) {
    boolean accessor = type.isRecord()
        && Arrays.stream(type.getRecordComponents()).anyMatch(component -> component.getAccessor().equals(method));
    return accessor
        || OF_EVERY_OBJECT.contains(method.getName())
        || type.isEnum() && OF_EVERY_ENUM.contains(method.getName());
  }

  private static String signature(Executable executable) {
    String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
        .map(ApiDump::name)
        .collect(Collectors.joining(", ", "(", ")"));
    String failures = executable.getExceptionTypes().length == 0
        ? ""
        : " throws " + names(executable.getAnnotatedExceptionTypes());
    return variables(executable.getTypeParameters()) + parameters + failures;
  }

  /** The compiler copies constants into callers, so their values are part of what callers see. */
  private static String constant(Field field) {
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || !Modifier.isStatic(field.getModifiers()) || !Modifier.isFinal(field.getModifiers())) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read the constant " + field, e);
    }
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0 ? "" : Arrays.stream(variables)
        .map(variable -> variable.getName() + " extends " + names(variable.getAnnotatedBounds()))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String names(AnnotatedType[] types) {
    return Arrays.stream(types).map(ApiDump::name).collect(Collectors.joining(", "));
  }

  private static String name(AnnotatedType annotated) {
    String question = annotated.isAnnotationPresent(Nullable.class) ? "?" : "";
    if (annotated instanceof AnnotatedParameterizedType parameterized) {
      String raw = name(((ParameterizedType) annotated.getType()).getRawType());
      return raw + "<" + names(parameterized.getAnnotatedActualTypeArguments()) + ">" + question;
    }
    if (annotated instanceof AnnotatedArrayType array) {
      return name(array.getAnnotatedGenericComponentType()) + "[]" + question;
    }
    return name(annotated.getType()) + question;
  }

  private static String name(Type type) {
    return type.getTypeName().replace('$', '.').replace("java.lang.", "");
  }
}
