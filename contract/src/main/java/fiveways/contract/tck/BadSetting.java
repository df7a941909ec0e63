package fiveways.contract.tck;

import fiveways.contract.api.EchoSettings;
import java.util.function.Supplier;

/**
 * A setting of an echo server that makes no sense.
 *
 * @param name what the refusal has to name
 * @param field the setting
 * @param value what it is set to, in the notation of the remote protocol
 * @param settings tries to make such settings, and is refused
 */
public record BadSetting(
    String name, String field, Object value, Supplier<EchoSettings> settings) {}
