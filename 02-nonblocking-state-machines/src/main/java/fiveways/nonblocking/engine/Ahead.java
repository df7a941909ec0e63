package fiveways.nonblocking.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * Classes that are loaded before anybody needs them. A JVM that loads a class from a folder opens a
 * file for it. Out of descriptors it cannot, just when failures are to be dealt with, some of them
 * for the first time; and a class that was missed once stays missing for whoever missed it.
 */
final class Ahead {
  private Ahead() {}

  /**
   * Loads and initializes these, those that they extend, and all that are nested in any of them or
   * around it, such as the states of a machine. May block, on files.
   */
  static void load(Class<?>... needed) {
    var loaded = new HashSet<Class<?>>();
    for (var one : needed) {
      load(one.getNestHost(), loaded);
    }
  }

  private static void load(Class<?> host, Set<Class<?>> loaded) {
    if (host.getClassLoader() == null || !loaded.add(host)) { // the JDK's own need no descriptor
      return;
    }
    for (var member : host.getNestMembers()) {
      initialize(member);
      if (!member.isInterface()) {
        load(member.getSuperclass().getNestHost(), loaded);
      }
    }
  }

  /** Also links it, which may load what it has to be checked against. */
  private static void initialize(Class<?> member) {
    try {
      Class.forName(member.getName(), true, member.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class that was there is gone", e);
    }
  }
}
