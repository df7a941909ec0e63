package fiveways.cli.demo;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Several models, a server of each, and its clients: all opened and closed at the same time. */
final class Cast<C extends Clients> implements AutoCloseable {
  /** One model's part. */
  private record Part<C>(ModelProvider provider, C clients) {}

  /** Starts the server of a model. */
  @FunctionalInterface
  interface Serving {
    Server serve(ConcurrencyModel<?> model) throws IOException;
  }

  /** What is done with a server. */
  @FunctionalInterface
  interface Guest {
    void with(Server server) throws IOException;
  }

  /** Connects the clients of a server. */
  @FunctionalInterface
  interface Connecting<C> {
    C connect(ModelProvider model, Server server) throws IOException;
  }

  private record Open(ModelProvider provider, ConcurrencyModel<?> model, Server server) {}

  private final List<Open> open = Collections.synchronizedList(new ArrayList<>());
  private final List<Part<C>> parts = Collections.synchronizedList(new ArrayList<>());

  /**
   * Opens all.
   *
   * @param warm a first guest: what it loads would otherwise be counted as lateness
   */
  Cast(List<ModelProvider> models, Serving serving, Guest warm, Connecting<C> connecting)
      throws InterruptedException {
    try {
      AtOnce.each(
          models,
          provider -> {
            var model = provider.open();
            var server = served(model, serving);
            open.add(new Open(provider, model, server));
            warm(server, warm);
          });
      AtOnce.each(
          List.copyOf(open),
          it -> parts.add(new Part<>(it.provider, connecting.connect(it.provider, it.server))));
      parts.sort(Comparator.comparing(part -> part.provider().id()));
    } catch (InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Server served(ConcurrencyModel<?> model, Serving serving) throws IOException {
    try {
      return serving.serve(model);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void warm(Server server, Guest guest) {
    try {
      guest.with(server);
    } catch (IOException e) {
      // a server that does not serve will show it in a moment
    }
  }

  List<C> clients() {
    return parts.stream().map(Part::clients).toList();
  }

  List<ModelProvider> models() {
    return parts.stream().map(Part::provider).toList();
  }

  /** The clients go, then the servers, then the models. An interrupt is restored at the end. */
  @Override
  public void close() {
    try {
      AtOnce.each(List.copyOf(parts), part -> part.clients().close());
      AtOnce.each(
          List.copyOf(open),
          it -> {
            try (var _ = it.model) {
              it.server.close();
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
