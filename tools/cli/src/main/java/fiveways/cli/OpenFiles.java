package fiveways.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** How many files, and so connections, the shell lets a process have open. */
final class OpenFiles {
  private static final int BESIDES = 200;

  private OpenFiles() {}

  /**
   * A process may have so many connections open.
   *
   * @param option with which they were asked for
   * @param what they are, in the plural
   * @throws Mistake if not: the limit, and what to do instead
   */
  static void refuseTooMany(String option, int connections, String what) {
    int needed = connections + BESIDES;
    allowed()
        .filter(allowed -> allowed < needed)
        .ifPresent(allowed -> {
          throw new Mistake(
              "%d %s need %d open files, and this shell allows %d: run `ulimit -n %d` first, or ask for fewer %s"
                  .formatted(connections, what, needed, allowed, Math.max(needed, 20_000), option));
        });
  }

  /** As this process may have open; empty where there is no such limit. */
  private static Optional<Long> allowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Optional.of(unix.getMaxFileDescriptorCount())
        : Optional.empty();
  }
}
