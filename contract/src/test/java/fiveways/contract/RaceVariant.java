package fiveways.contract;

/** A mistake in racing, or in what is opened and has to be closed; the rest is as it should be. */
abstract class RaceVariant extends ReferenceSubject {

  /** A seam: the races. */
  ReferenceRace race() {
    return new ReferenceRace();
  }

  /** A seam: what holds resources. */
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations);
  }

  @Override
  protected final ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceRace race() {
        return RaceVariant.this.race();
      }

      @Override
      protected ReferenceUsing resources() {
        return RaceVariant.this.resources(this);
      }
    };
  }
}
