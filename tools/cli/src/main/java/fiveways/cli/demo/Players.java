package fiveways.cli.demo;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.ModelProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Several models, and who plays with each: all opened, and closed, at the same time. */
final class Players<P extends AutoCloseable> implements AutoCloseable {
  /** Makes who plays with this model. */
  @FunctionalInterface
  interface Opening<P> {
    P of(ModelProvider provider, ConcurrencyModel<?> model) throws Exception;
  }

  private record Part<P>(ModelProvider provider, ConcurrencyModel<?> model, P player) {}

  private final List<Part<P>> parts = Collections.synchronizedList(new ArrayList<>());

  Players(List<ModelProvider> models, Opening<P> opening) throws InterruptedException {
    try {
      AtOnce.each(models, provider -> parts.add(part(provider, opening)));
      parts.sort(Comparator.comparing(part -> part.provider().id()));
    } catch (InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static <P> Part<P> part(ModelProvider provider, Opening<P> opening) throws Exception {
    var model = provider.open();
    try {
      return new Part<>(provider, model, opening.of(provider, model));
    } catch (Exception e) {
      model.close();
      throw e;
    }
  }

  List<P> all() {
    return parts.stream().map(Part::player).toList();
  }

  List<ModelProvider> models() {
    return parts.stream().map(Part::provider).toList();
  }

  /** An interrupt is restored at the end. */
  @Override
  public void close() {
    try {
      AtOnce.each(
          List.copyOf(parts),
          part -> {
            try (var _ = part.model) {
              part.player.close();
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
