package fiveways.virtual.engine;

/**
 * For whom a thread works: bound once, where a client's service begins, and inherited by every fork
 * below. So a thread dump tells what each thread does and for whom, a failure is logged with the
 * client's name, and nothing in between has to pass that name along.
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

  /** Names the current thread after what it does, and for whom. */
  public static void nameThread(String activity) {
    Thread.currentThread().setName(activity + " " + client());
  }
}
