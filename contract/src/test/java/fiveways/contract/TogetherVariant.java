package fiveways.contract;

/** A mistake in carrying out many together, or in telling a viewer; the rest is as it should be. */
abstract class TogetherVariant extends ReferenceSubject {

  /** The reference's, spoilt in one place. */
  abstract ReferenceTogether together();

  @Override
  protected final ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return TogetherVariant.this.together();
      }
    };
  }
}
