package fiveways.contract.remote;

import fiveways.contract.api.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/** What a program answered to a command; what makes no sense breaks the program. */
record Answer(RemoteProgram program, RemoteProgram.Sent sent, Command answer) {

  /**
   * Nothing, if it was done.
   *
   * @throws IOException what it failed with
   * @throws TimeoutException what it failed with
   * @throws InterruptedException if it was cancelled
   */
  void orThrow() throws IOException, TimeoutException, InterruptedException {
    if (answer.has("ok")) {
      return;
    }
    switch (failure()) {
      case IOException e -> throw e;
      case TimeoutException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IllegalStateException("no kind is like this", e);
    }
  }

  /** The same for what neither waits nor connects. */
  void orThrowAtOnce() throws IOException {
    try {
      orThrow();
    } catch (TimeoutException | InterruptedException e) {
      throw senseless();
    }
  }

  /** The same for what does not fail, except by a mistake. */
  void orRefuse() {
    try {
      orThrowAtOnce();
    } catch (IOException e) {
      throw senseless();
    }
  }

  private Exception failure() {
    try {
      return Outcomes.failure(answer);
    } catch (IllegalArgumentException malformed) {
      throw senseless();
    }
  }

  /** What the operation came to. */
  Reply reply() {
    try {
      return Outcomes.reply(answer.json().path("ok"));
    } catch (IllegalArgumentException malformed) {
      throw senseless();
    }
  }

  int count() {
    try {
      return answer.number("ok");
    } catch (IllegalArgumentException malformed) {
      throw senseless();
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    try {
      if (answer.json().get("ok") instanceof ObjectNode address) {
        return new Command(address).address();
      }
    } catch (IllegalArgumentException malformed) {
      // said below
    }
    throw senseless();
  }

  /** A number beside the address. */
  long wholeNumber(String field) {
    try {
      if (answer.json().get("ok") instanceof ObjectNode result) {
        return new Command(result).wholeNumber(field);
      }
    } catch (IllegalArgumentException malformed) {
      // said below
    }
    throw senseless();
  }

  private ProgramBroken senseless() {
    return program.broken(
        "its answer to " + sent.verb() + " makes no sense: " + RemoteProgram.shown(answer.json()));
  }
}
