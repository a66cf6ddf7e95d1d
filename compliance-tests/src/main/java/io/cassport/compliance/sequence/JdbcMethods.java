package io.cassport.compliance.sequence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the method that a call of a sequence means, among those of java.sql's interfaces. */
final class JdbcMethods {
  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);
  private static final int NO = -1;

  private JdbcMethods() {}

  /**
   * Calls the method of that name that the arguments fit best.
   *
   * @param nullTypes for each argument the simple name of its type where that was given, else null
   * @throws IllegalArgumentException when there is none, or several fit equally well
   * @throws InvocationTargetException with what the method threw
   */
  static Object call(Object target, String name, Object[] arguments, String[] nullTypes)
      throws InvocationTargetException {
    Method method = find(target, name, arguments, nullTypes);
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(name + " cannot be called", e);
    }
  }

  private static Method find(Object target, String name, Object[] arguments, String[] nullTypes) {
    List<Method> best = new ArrayList<>();
    int bestDistance = Integer.MAX_VALUE;
    for (Class<?> type : types(target.getClass())) {
      for (Method method : type.getMethods()) {
        int distance = method.getName().equals(name) ? distance(method, arguments, nullTypes) : NO;
        if (distance != NO && distance <= bestDistance) {
          if (distance < bestDistance) {
            best.clear();
          }
          bestDistance = distance;
          add(best, method);
        }
      }
    }
    if (best.size() == 1) {
      return best.get(0);
    }
    String problem =
        best.isEmpty() ? "no method" : "several methods, of which null:Type chooses one,";
    throw new IllegalArgumentException(problem + " " + name + " for these arguments");
  }

  private static void add(List<Method> methods, Method method) {
    boolean known =
        methods.stream()
            .anyMatch(
                m -> List.of(m.getParameterTypes()).equals(List.of(method.getParameterTypes())));
    if (!known) {
      methods.add(method);
    }
  }

  /**
   * What of the object is public API of Java: its JDBC interfaces, and itself when it is Java's.
   */
  private static Set<Class<?>> types(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getName().startsWith("java.") && Modifier.isPublic(c.getModifiers())) {
        types.add(c);
      }
      for (Class<?> implemented : c.getInterfaces()) {
        if (implemented.getName().startsWith("java")) {
          types.add(implemented);
        }
        types.addAll(types(implemented));
      }
    }
    return types;
  }

  private static int distance(Method method, Object[] arguments, String[] nullTypes) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length != arguments.length) {
      return NO;
    }
    int sum = 0;
    for (int i = 0; i < parameters.length; i++) {
      int distance = distance(parameters[i], arguments[i], nullTypes[i]);
      if (distance == NO) {
        return NO;
      }
      sum += distance;
    }
    return sum;
  }

  private static int distance(Class<?> parameter, Object argument, String nullType) {
    if (argument == null) {
      boolean fits =
          !parameter.isPrimitive()
              && (nullType == null || parameter.getSimpleName().equals(nullType));
      return fits ? 0 : NO;
    }
    Class<?> boxed = BOXES.getOrDefault(parameter, parameter);
    if (boxed == argument.getClass()) {
      return 0;
    }
    if (boxed.isInstance(argument)) {
      return boxed == Object.class ? 3 : 2;
    }
    boolean widened = argument instanceof Integer && (boxed == Long.class || boxed == Double.class);
    return widened ? 1 : NO;
  }
}
