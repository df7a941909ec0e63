package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course watch}: check at each save, until it is right. */
@Command(
    name = "watch",
    description =
        "Check an exercise each time that you save a file of it, until it earns all points; Ctrl-C"
            + " ends it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all points", "2:a mistake in the words"})
public final class WatchCommand implements Callable<Integer> {
  /** An editor saves in several steps: wait until nothing more comes for so long. */
  private static final int QUIET_MILLIS = 80;

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Its folder's name, or how that begins.")
  private Optional<String> exercise = Optional.empty();

  /** Made by the command line. */
  public WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var meant = Exercises.here().meant(exercise, Diary.here());
    var checking = new Checking(terminal, meant);
    try (var watch = FileSystems.getDefault().newWatchService()) {
      watched(watch, meant.folder().resolve("src"));
      while (!checking.check()) {
        terminal.line(terminal.quiet("Watching " + meant.shown() + "/src; Ctrl-C ends it."));
        awaitSave(watch);
        watched(watch, meant.folder().resolve("src"));
        terminal.line("");
      }
      return 0;
    }
  }

  /** All folders below; one that is watched already stays so. */
  private static void watched(WatchService watch, Path root) throws IOException {
    try (Stream<Path> folders = Files.walk(root)) {
      for (var folder : folders.filter(Files::isDirectory).toList()) {
        folder.register(
            watch,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
    }
  }

  private static void awaitSave(WatchService watch)
      throws InterruptedException, ClosedWatchServiceException {
    var key = Optional.of(watch.take());
    while (key.isPresent()) {
      key.get().pollEvents();
      key.get().reset();
      key = Optional.ofNullable(watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS));
    }
  }
}
