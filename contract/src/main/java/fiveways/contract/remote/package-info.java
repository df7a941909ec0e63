/**
 * The contract over a border of processes: SPEC.md's remote protocol, spoken by whoever holds a
 * program to the contract ({@link RemoteModel}) and by the one that has our models ({@link Host}).
 */
@org.jspecify.annotations.NullMarked
package fiveways.contract.remote;
