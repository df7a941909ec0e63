package fiveways.contract.api;

/** The operation succeeded, and with what. */
public sealed interface Reply extends Outcome permits Line, Each {}
