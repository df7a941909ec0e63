package fiveways.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The scripted clients of one model's server. */
interface Clients extends AutoCloseable {

  /** What they do at the beginning of that row, from 1 on. */
  void step(int row) throws IOException, InterruptedException;

  /** What each has seen since it was last asked: a cell for each. */
  List<Cell> seen();

  /** Whether they have seen everything that a right model would let them see. */
  boolean content();

  /** A step has failed: there will be no more. */
  void failed(String why);

  /** Why a step has failed. */
  Optional<String> failure();

  @Override
  void close();
}
