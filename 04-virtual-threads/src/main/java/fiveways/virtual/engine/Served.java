package fiveways.virtual.engine;

import java.util.concurrent.ThreadFactory;

/**
 * For whom a thread works: bound once where a client's service begins, inherited by every fork
 * below, and read where a thread is named or a failure is logged. So a thread dump tells what is
 * being done and for whom, and nothing in between has to pass a name along; a callable, which takes
 * no parameters, could not.
 */
public final class Served {
  private static final ScopedValue<String> CLIENT = ScopedValue.newInstance();

  private Served() {}

  /** Runs the service with the client's name bound. */
  static void as(String client, Runnable service) {
    ScopedValue.where(CLIENT, client).run(service);
  }

  static String client() {
    return CLIENT.orElse("nobody");
  }

  /** Virtual threads named after what they do, and for whom. */
  public static ThreadFactory by(String role) {
    return Thread.ofVirtual().name(role + " " + client()).factory();
  }
}
