import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds what {@code course} is about to run, if any of it is stale, and leaves an argument file
 * for {@code java} behind. Called by {@code course} and {@code course.cmd} before every command, so
 * it has to be quick when there is nothing to do: it then reads one file, looks at the sources'
 * times, and ends, without a lambda or a stream on that way.
 *
 * <p>It is Java and not shell for three reasons: the rules for "stale" exist once for all systems;
 * a lock held by the operating system goes when its holder dies, however it dies; and a class path
 * with an umlaut, or longer than a Windows command line, is no special case.
 *
 * <p>Usage: {@code java -cp … Freshen ROOT live|plain}. Ends with 0 when all is fresh, with 1 after
 * a failed build. All that it says goes to standard error: standard output is the command's.
 */
public final class Freshen {

  private static final Path CLI = Path.of("tools", "cli");

  /** What a build depends on besides its modules; what is missing is recorded as missing. */
  private static final List<String> SETTINGS =
      List.of(
          ".mvn/Freshen.java",
          ".mvn/extensions.xml",
          ".mvn/jvm.config",
          ".mvn/maven.config",
          ".mvn/wrapper/maven-wrapper.properties");

  private static final String MISSING = "missing";

  private final Path root;
  private final Path target;
  private final Path stamp;
  private final boolean live;

  private Freshen(Path root, boolean live) {
    this.root = root;
    this.target = root.resolve(CLI).resolve("target");
    this.stamp = target.resolve("course.stamp");
    this.live = live;
  }

  public static void main(String[] args) throws InterruptedException {
    Freshen freshen = new Freshen(Path.of(args[0]), args[1].equals("live"));
    try {
      System.exit(freshen.isFresh() || freshen.buildAlone() ? 0 : 1);
    } catch (IOException e) {
      System.err.println("The course cannot be built in " + freshen.target + ": " + e);
      System.exit(1);
    }
  }

  // ---------------------------------------------------------------- stale or fresh?

  /**
   * The stamp of the last good build names the root, the modules, the files it needs and the state
   * of each source when that build began: a change, an addition, a removal, even an older file
   * moved into place makes a difference, and so does a copy of the whole folder.
   */
  private boolean isFresh() throws IOException {
    if (!Files.isReadable(stamp)) {
      return false;
    }
    List<String> recorded = Files.readAllLines(stamp, UTF_8);
    TreeSet<String> modules = new TreeSet<>();
    List<String> expected = new ArrayList<>();
    for (String line : recorded) {
      if (line.startsWith("module ")) {
        modules.add(line.substring("module ".length()));
      } else if (line.startsWith("needs ")) {
        if (!Files.exists(Path.of(line.substring("needs ".length())))) {
          return false;
        }
      } else {
        expected.add(line);
      }
    }
    List<String> now = new ArrayList<>();
    now.add("root " + root);
    now.addAll(describe(sources(modules)));
    return now.equals(expected);
  }

  /** The state of everything that these modules are built from, by path relative to the root. */
  private TreeMap<String, String> sources(TreeSet<String> modules) throws IOException {
    TreeMap<String, String> found = new TreeMap<>();
    for (String setting : SETTINGS) {
      look(root.resolve(setting), found);
    }
    for (String module : modules) {
      Path folder = root.resolve(module);
      look(folder.resolve("SPEC.md"), found);
      for (Path at = folder; at.startsWith(root); at = at.getParent()) {
        look(at.resolve("pom.xml"), found);
      }
      Path src = folder.resolve("src");
      if (Files.isDirectory(src)) {
        Files.walkFileTree(src, new Look(found));
      }
    }
    return found;
  }

  private final class Look extends SimpleFileVisitor<Path> {
    private final TreeMap<String, String> found;

    Look(TreeMap<String, String> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // What editors leave behind while a file is open is no reason to build.
      String name = file.getFileName().toString();
      if (!name.startsWith(".") && !name.startsWith("#") && !name.endsWith("~")) {
        found.put(relative(file), state(attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException vanishedMeanwhile) {
      return FileVisitResult.CONTINUE;
    }
  }

  private void look(Path file, TreeMap<String, String> found) {
    try {
      found.put(relative(file), state(Files.readAttributes(file, BasicFileAttributes.class)));
    } catch (IOException missing) {
      found.put(relative(file), MISSING);
    }
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static String state(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(NANOSECONDS) + " " + attributes.size();
  }

  private static List<String> describe(TreeMap<String, String> sources) {
    List<String> lines = new ArrayList<>();
    for (String file : sources.keySet()) {
      lines.add("source " + file + " " + sources.get(file));
    }
    return lines;
  }

  // ---------------------------------------------------------------- build

  /**
   * Builds under a lock, so that commands started side by side build once and one after another.
   */
  private boolean buildAlone() throws IOException, InterruptedException {
    Files.createDirectories(target);
    try (FileChannel channel = FileChannel.open(target.resolve("course.lock"), CREATE, WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        System.err.println("Another course command is building; waiting until it has …");
        channel.lock();
      }
      return isFresh() || build();
    } // closing the channel releases the lock
  }

  private boolean build() throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean first = !Files.exists(target.resolve("course.classpath"));
    System.err.println(
        first
            ? "Building the course (the first time downloads libraries: a minute or two) …"
            : "Building what has changed …");
    // A build that fails, or is killed, leaves no stamp of an earlier one that would still fit.
    Files.deleteIfExists(stamp);
    // Looked at before Maven reads them: what is edited while it builds is stale afterwards.
    TreeMap<String, String> before = sources(allModules());
    if (!maven()) {
      return false;
    }
    finish(before);
    System.err.println("Built in " + NANOSECONDS.toSeconds(System.nanoTime() - start) + " s.");
    return true;
  }

  /**
   * Every folder with a POM in the first three levels; which of them matter is known afterwards.
   */
  private TreeSet<String> allModules() throws IOException {
    TreeSet<String> modules = new TreeSet<>();
    addModules(root, modules, 3);
    return modules;
  }

  private void addModules(Path folder, TreeSet<String> modules, int levels) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        boolean ours = !name.startsWith(".") && !name.equals("target");
        if (Files.isDirectory(child) && ours && levels > 0) {
          if (Files.exists(child.resolve("pom.xml"))) {
            modules.add(relative(child));
          }
          addModules(child, modules, levels - 1);
        }
      }
    }
  }

  private boolean maven() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '\\') {
      command.addAll(List.of("cmd.exe", "/d", "/c", ".\\mvnw.cmd"));
    } else {
      command.addAll(List.of("sh", "./mvnw"));
    }
    command.addAll(List.of("-B", "-Dstyle.color=never", "-pl", "tools/cli", "-am", "test-compile"));
    // Who takes a line out to see what breaks must not be stopped by a variable that is now unused.
    command.add("-Dcompiler.warnings=-Xdiags:compact");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE);
    Process maven = startTiedToThis(builder);
    maven.getOutputStream().close(); // what is typed or piped is the command's, not Maven's
    Path log = target.resolve("course-build.log");
    List<String> errors = new ArrayList<>();
    try (BufferedReader output = maven.inputReader();
        PrintWriter copy = new PrintWriter(log.toFile(), UTF_8)) {
      follow(output, copy, errors);
    }
    if (maven.waitFor() == 0) {
      return true;
    }
    errors.forEach(System.err::println);
    System.err.println("The course could not be built; the whole log is in " + log);
    return false;
  }

  /** A command that is interrupted or ended takes its Maven with it, from the very first moment. */
  private static Process startTiedToThis(ProcessBuilder builder) throws IOException {
    Process[] started = new Process[1];
    Thread end =
        new Thread(() -> {
          synchronized (started) { // not between the start and the assignment
            if (started[0] != null && started[0].isAlive()) {
              started[0].descendants().forEach(ProcessHandle::destroy);
              started[0].destroy();
              try {
                started[0].waitFor(10, SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          }
        });
    Runtime.getRuntime().addShutdownHook(end);
    synchronized (started) {
      started[0] = builder.start();
      return started[0];
    }
  }

  private void follow(BufferedReader output, PrintWriter copy, List<String> errors)
      throws IOException {
    int downloads = 0;
    boolean repeating = false;
    String module = "";
    String line;
    while ((line = output.readLine()) != null) {
      copy.println(line);
      if (line.contains("Downloaded from ")) {
        downloads++;
        if (live || downloads % 100 == 0) {
          progress(module + (module.isEmpty() ? "" : ", ") + downloads + " files downloaded");
        }
      } else if (line.startsWith("[INFO] Building ") && line.endsWith("]")) {
        // "[INFO] Building contract 1.0 [2/5]" becomes "[2/5] contract"
        int count = line.lastIndexOf('[');
        String name = line.substring("[INFO] Building ".length(), count).strip();
        int version = name.lastIndexOf(' ');
        module = line.substring(count) + " " + (version > 0 ? name.substring(0, version) : name);
        progress(module);
      } else if (line.startsWith("[ERROR] Failed to execute goal") && !errors.isEmpty()) {
        repeating = true; // from here on Maven sums up what it has said
      } else if (!repeating && worthShowing(line)) {
        errors.add(line);
      }
    }
    if (live) {
      System.err.print("\r\033[K");
    }
  }

  private void progress(String text) {
    if (live) {
      System.err.print("\r\033[K  " + text);
    } else {
      System.err.println("  " + text);
    }
  }

  /**
   * An error or what continues one (the compiler's second line), and a warning about a line of
   * code, since those fail our build as well; but not Maven's advice.
   */
  private static boolean worthShowing(String line) {
    if (line.matches("\\[WARNING] .*:\\[\\d+,\\d+].*")) {
      return true;
    }
    return !line.isBlank()
        && !line.matches("\\[(INFO|WARNING|DEBUG)].*|Download(ed|ing) from .*|Progress .*")
        && !line.matches("\\[ERROR] *(->|To see the full|Re-run Maven|For more info|After corr).*")
        && !line.matches("\\[ERROR] *(\\[Help .*| *mvn <args>.*|COMPILATION ERROR.*)?");
  }

  // ---------------------------------------------------------------- what java is to run

  /** Turns the class path that the build wrote into an argument file, and stamps the build. */
  private void finish(TreeMap<String, String> before) throws IOException {
    TreeSet<String> modules = new TreeSet<>();
    modules.add(relative(root.resolve(CLI)));
    List<Path> classPath = new ArrayList<>();
    classPath.add(target.resolve("classes"));
    String written = Files.readString(target.resolve("course.classpath"), UTF_8).strip();
    for (String element : written.split(File.pathSeparator)) {
      Path module = moduleOf(Path.of(element));
      Path entry = module == null ? Path.of(element) : module.resolve("target").resolve("classes");
      if (module != null) {
        modules.add(relative(module));
      }
      if (!classPath.contains(entry)) {
        classPath.add(entry);
      }
    }
    for (String module : modules) {
      Path tests = root.resolve(module).resolve("target").resolve("test-classes");
      if (module.matches("contract|[0-9][0-9]-.*") && Files.isDirectory(tests)) {
        classPath.add(tests);
      }
    }
    writeArguments(classPath);
    writeStamp(modules, classPath, before);
  }

  /** The module whose output this is, as classes or as a jar; null for a library. */
  private Path moduleOf(Path element) {
    if (element.startsWith(root)) {
      for (Path at = element; !at.equals(root); at = at.getParent()) {
        if (at.endsWith("target")) {
          return at.getParent();
        }
      }
    }
    return null;
  }

  private void writeArguments(List<Path> classPath) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path entry : classPath) {
      entries.add(entry.toString());
    }
    List<String> lines =
        List.of(
            "--enable-preview", // 04 is compiled with it
            "--enable-native-access=ALL-UNNAMED", // terminals
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", // the leak check's threads
            quoted("-Dfiveways.home=" + root),
            "-cp",
            quoted(String.join(File.pathSeparator, entries)));
    // The launcher reads argument files in the encoding that it reads its arguments in.
    write(target.resolve("course.args"), lines, Charset.forName(jnuEncoding()));
  }

  private static String jnuEncoding() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void writeStamp(
      TreeSet<String> modules, List<Path> classPath, TreeMap<String, String> before)
      throws IOException {
    TreeMap<String, String> relevant = new TreeMap<>();
    TreeMap<String, String> after = sources(modules);
    for (String file : after.keySet()) {
      boolean stillMissing = after.get(file).equals(MISSING);
      relevant.put(file, before.getOrDefault(file, stillMissing ? MISSING : "came meanwhile"));
    }
    for (String file : before.keySet()) {
      for (String module : modules) {
        if (file.startsWith(module + "/src/")) {
          relevant.put(file, before.get(file)); // perhaps gone by now, but it was compiled
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("root " + root);
    for (String module : modules) {
      lines.add("module " + module);
    }
    lines.add("needs " + target.resolve("course.args"));
    for (Path entry : classPath) {
      if (Files.exists(entry)) { // a module without sources has no classes
        lines.add("needs " + entry);
      }
    }
    lines.addAll(describe(relevant));
    write(stamp, lines, UTF_8);
  }

  /** Whole or not at all, for a command that starts meanwhile. */
  private void write(Path file, List<String> lines, Charset encoding) throws IOException {
    Path fresh = target.resolve(file.getFileName() + ".new");
    Files.write(fresh, lines, encoding);
    Files.move(fresh, file, REPLACE_EXISTING, ATOMIC_MOVE);
  }
}
