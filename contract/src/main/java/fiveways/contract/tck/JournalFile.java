package fiveways.contract.tck;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.CorruptJournalException;
import fiveways.contract.journal.JournalReader;
import fiveways.contract.journal.JournalRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A journal in a folder of its own, which is deleted in the end. */
final class JournalFile implements AutoCloseable {
  private final Path folder;
  private final Path path;

  private JournalFile(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("journal");
  }

  /** One that is not there yet. */
  static JournalFile missing() throws IOException {
    return new JournalFile(Files.createTempDirectory("fiveways-journal"));
  }

  /** One with these events in it. */
  static JournalFile of(List<String> events) throws IOException {
    var journal = missing();
    journal.write(bytes(events));
    return journal;
  }

  /** What a journal of these events looks like. */
  static byte[] bytes(List<String> events) {
    var bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(JournalRecord.of(event)));
    return bytes.toByteArray();
  }

  void write(byte[] bytes) throws IOException {
    Files.write(path, bytes);
  }

  Path path() {
    return path;
  }

  Path folder() {
    return folder;
  }

  /** The defaults for it, but that no replay is too slow, however slow the machine. */
  ReplaySettings settings() {
    return ReplaySettings.defaults(path).withReplay(Duration.ofHours(1));
  }

  /** In bytes; 0 if it is not there. */
  long size() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(path);
  }

  /** Whose records are in it whole, now. */
  List<String> events() {
    try {
      var bytes = bytes();
      var reader = new JournalReader();
      reader.put(bytes, 0, bytes.length);
      var events = new ArrayList<String>();
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        events.add(event.get());
      }
      return events;
    } catch (CorruptJournalException e) {
      throw new AssertionError("what the server has written is no journal: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a process has it open; 0 where the system does not say. */
  long openedBy(Optional<ProcessHandle> process) {
    var descriptors =
        Path.of("/proc", process.map(handle -> String.valueOf(handle.pid())).orElse("self"), "fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    long opened = 0;
    try (var links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        opened += isMine(link) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("what the process has open cannot be read", e);
    }
    return opened;
  }

  private boolean isMine(Path link) {
    try {
      return Files.readSymbolicLink(link).equals(path.toRealPath());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
