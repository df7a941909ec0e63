package fiveways.contract.remote;

/**
 * An operation that another process has described.
 *
 * @param id of the command that described it
 */
public record RemoteOperation(long id) {}
