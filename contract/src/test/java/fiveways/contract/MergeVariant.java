package fiveways.contract;

import fiveways.contract.api.Merging;

/** A mistake in merging two streams; the rest is as it should be. */
abstract class MergeVariant extends ReferenceSubject {

  /** The reference's, spoilt in one place. */
  abstract ReferenceMerge.Run run(Merging merging);

  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceMerge merging() {
        return new ReferenceMerge() {
          @Override
          protected Run run(Merging merging) {
            return MergeVariant.this.run(merging);
          }
        };
      }
    };
  }
}
