package fiveways.contract.journal;

import java.io.IOException;

/** A journal has a bad record that is not its last. */
public final class CorruptJournalException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;

  /**
   * @param offset where the bad record begins, in bytes from the beginning of the journal
   */
  public CorruptJournalException(long offset) {
    super("the journal has a bad record at offset " + offset);
    this.offset = offset;
  }

  /** Where the bad record begins, in bytes from the beginning of the journal. */
  public long offset() {
    return offset;
  }
}
